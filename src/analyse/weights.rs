//! The network's weights.
//!
//! They are embedded in the binary as one safetensors file of half-precision numbers, which are widened once, at start.
//! `rules/en/model/convert.py` wrote the file and says where it comes from.

use half::slice::{HalfBitsSliceExt, HalfFloatSliceExt};
use safetensors::SafeTensors;
use safetensors::tensor::Metadata;

/// Bytes that begin at a multiple of 64.
#[repr(C, align(64))]
struct Aligned<Bytes: ?Sized>(Bytes);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../rules/en/model/weights.safetensors"));

/// The tensors of the embedded file by name.
pub(super) struct Weights {
    tensors: Metadata,
    /// Those of all tensors, as they stand in the file.
    numbers: &'static [f32],
}

/// One tensor: its numbers, row by row, and how many there are in a row.
#[derive(Clone, Copy)]
pub(super) struct Tensor {
    pub data: &'static [f32],
    pub width: usize,
}

impl Weights {
    /// Widens the numbers, which stay in memory as long as the program runs: to be called once.
    pub fn open() -> Self {
        let (header, tensors) = SafeTensors::read_metadata(&FILE.0).expect("the embedded weights are a safetensors file");
        // They stand behind the length of the header and the header, at a multiple of 64, in the byte order of the machine.
        let halves: &[u16] = bytemuck::cast_slice(&FILE.0[size_of::<u64>() + header..]);
        Self { tensors, numbers: halves.reinterpret_cast::<half::f16>().to_f32_vec().leak() }
    }

    /// The tensor of that name; a vector is one row.
    pub fn tensor(&self, name: &str) -> Tensor {
        let found = self.find(name);
        found.unwrap_or_else(|| panic!("the embedded weights have a tensor `{name}`"))
    }

    pub fn find(&self, name: &str) -> Option<Tensor> {
        let found = self.tensors.info(name)?;
        let (start, end) = found.data_offsets;
        let numbers = start / size_of::<half::f16>()..end / size_of::<half::f16>();
        Some(Tensor { data: &self.numbers[numbers], width: found.shape.last().copied().unwrap_or(1) })
    }
}
