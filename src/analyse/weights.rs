//! The network's weights, read in place.
//!
//! They are embedded in the binary as one safetensors file, aligned so that its numbers can be used where they lie: nothing is
//! copied at start. `rules/en/model/convert.py` wrote the file and says where it comes from.

use safetensors::SafeTensors;

/// Bytes that begin at a multiple of 64.
#[repr(C, align(64))]
struct Aligned<Bytes: ?Sized>(Bytes);

static FILE: &Aligned<[u8]> = &Aligned(*include_bytes!("../../rules/en/model/weights.safetensors"));

/// The tensors of the embedded file by name.
pub(super) struct Weights(SafeTensors<'static>);

/// One tensor: its numbers, row by row, and how many there are in a row.
#[derive(Clone, Copy)]
pub(super) struct Tensor {
    pub data: &'static [f32],
    pub width: usize,
}

impl Weights {
    pub fn open() -> Self {
        Self(SafeTensors::deserialize(&FILE.0).expect("the embedded weights are a safetensors file"))
    }

    /// The tensor of that name; a vector is one row.
    pub fn tensor(&self, name: &str) -> Tensor {
        let found = self.find(name);
        found.unwrap_or_else(|| panic!("the embedded weights have a tensor `{name}`"))
    }

    pub fn find(&self, name: &str) -> Option<Tensor> {
        let view = self.0.tensor(name).ok()?;
        let width = view.shape().last().copied().unwrap_or(1);
        // Tensors begin at multiples of four and the machine is little-endian, so this is a change of view and cannot fail.
        let data = bytemuck::try_cast_slice(embedded(view.data())?).ok()?;
        Some(Tensor { data, width })
    }
}

/// The same bytes with the lifetime of the embedded file.
fn embedded(data: &[u8]) -> Option<&'static [u8]> {
    let start = data.as_ptr().addr().checked_sub(FILE.0.as_ptr().addr())?;
    FILE.0.get(start..start + data.len())
}
