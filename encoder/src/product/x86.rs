//! Kernels for x86-64: AVX-512 with VNNI, and AVX2.

use std::arch::x86_64::{
    __m256, __m256i, __m512, __m512i, _mm256_add_epi16, _mm256_add_epi32, _mm256_and_si256, _mm256_cvtepi32_ps, _mm256_fmadd_ps,
    _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps, _mm256_set1_epi8, _mm256_set1_epi16, _mm256_set1_epi32,
    _mm256_set1_ps, _mm256_setzero_ps, _mm256_srli_epi16, _mm512_and_si512, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32,
    _mm512_fmadd_ps, _mm512_mul_ps, _mm512_set1_epi8, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps, _mm512_srli_epi16,
};

use bytemuck::must_cast;

use super::{Group, HEIGHT, Kernel, Matrix, Rows, TOGETHER, Tile, WIDTH, Weights};

/// Those of these kernels that the processor has instructions for, the best first.
pub(super) fn kernels() -> Vec<Kernel> {
    let mut kernels: Vec<Kernel> = Vec::new();
    let wide = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw");
    if wide && is_x86_feature_detected!("avx512vnni") {
        // SAFETY: the processor has the instructions.
        kernels.push(|matrix, rows, at| unsafe { avx512(matrix, rows, at) });
    }
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        // SAFETY: the processor has the instructions.
        kernels.push(|matrix, rows, at| unsafe { avx2(matrix, rows, at) });
    }
    kernels
}

/// Four values of a row, to be multiplied with the weights of every output.
#[inline(always)]
fn four(values: &[i8; TOGETHER], half: usize) -> i32 {
    must_cast::<[i8; TOGETHER], [i32; 2]>(*values)[half]
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn avx512(matrix: &Matrix, rows: &Rows, at: (usize, usize)) -> Tile {
    let low = _mm512_set1_epi8(15);
    let mut sums = [[_mm512_setzero_ps(); 2]; HEIGHT];
    for Group { weights: [(left, left_scales), (right, right_scales)], values, scales, begins } in matrix.groups(rows, at) {
        let mut dots = [[_mm512_set1_epi32(0); 2]; HEIGHT];
        for (dots, begin) in dots.iter_mut().zip(begins) {
            *dots = [_mm512_set1_epi32(*begin); 2];
        }
        for ((left, right), values) in left.iter().zip(right).zip(values) {
            let (left, right) = (must_cast::<Weights, __m512i>(*left), must_cast::<Weights, __m512i>(*right));
            let halves = [
                [_mm512_and_si512(left, low), _mm512_and_si512(right, low)],
                [_mm512_and_si512(_mm512_srli_epi16::<4>(left), low), _mm512_and_si512(_mm512_srli_epi16::<4>(right), low)],
            ];
            for (dots, values) in dots.iter_mut().zip(values) {
                for (half, weights) in halves.iter().enumerate() {
                    let four = _mm512_set1_epi32(four(values, half));
                    dots[0] = _mm512_dpbusd_epi32(dots[0], weights[0], four);
                    dots[1] = _mm512_dpbusd_epi32(dots[1], weights[1], four);
                }
            }
        }
        let weight_scales: [__m512; 2] = [must_cast(*left_scales), must_cast(*right_scales)];
        for ((sums, dots), scale) in sums.iter_mut().zip(&dots).zip(scales) {
            let scale = _mm512_set1_ps(*scale);
            for ((sum, dot), weight_scale) in sums.iter_mut().zip(dots).zip(weight_scales) {
                *sum = _mm512_fmadd_ps(_mm512_cvtepi32_ps(*dot), _mm512_mul_ps(weight_scale, scale), *sum);
            }
        }
    }
    must_cast::<[[__m512; 2]; HEIGHT], Tile>(sums)
}

/// As many vectors of eight numbers as a tile is wide.
const VECTORS: usize = WIDTH / 8;

#[target_feature(enable = "avx2,fma")]
fn avx2(matrix: &Matrix, rows: &Rows, at: (usize, usize)) -> Tile {
    let low = _mm256_set1_epi8(15);
    let ones = _mm256_set1_epi16(1);
    let mut sums = [[_mm256_setzero_ps(); VECTORS]; HEIGHT];
    for Group { weights, values, scales, begins } in matrix.groups(rows, at) {
        for (side, (weights, weight_scales)) in weights.into_iter().enumerate() {
            let weight_scales: [__m256; 2] = must_cast(*weight_scales);
            let mut dots = [[_mm256_set1_epi32(0); 2]; HEIGHT];
            for (dots, begin) in dots.iter_mut().zip(begins) {
                *dots = [_mm256_set1_epi32(*begin); 2];
            }
            for (weights, values) in weights.iter().zip(values) {
                for (lane, both) in must_cast::<Weights, [__m256i; 2]>(*weights).into_iter().enumerate() {
                    let halves = [_mm256_and_si256(both, low), _mm256_and_si256(_mm256_srli_epi16::<4>(both), low)];
                    for (dots, values) in dots.iter_mut().zip(values) {
                        // No sum of four bits times eight bits, twice two of them, leaves sixteen bits.
                        let [one, other] = [0, 1].map(|half| _mm256_set1_epi32(four(values, half)));
                        let (one, other) = (_mm256_maddubs_epi16(halves[0], one), _mm256_maddubs_epi16(halves[1], other));
                        let pairs = _mm256_add_epi16(one, other);
                        dots[lane] = _mm256_add_epi32(dots[lane], _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
            for ((sums, dots), scale) in sums.iter_mut().zip(&dots).zip(scales) {
                let scale = _mm256_set1_ps(*scale);
                for ((sum, dot), weight_scale) in sums[2 * side..].iter_mut().zip(dots).zip(weight_scales) {
                    *sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(*dot), _mm256_mul_ps(weight_scale, scale), *sum);
                }
            }
        }
    }
    must_cast::<[[__m256; VECTORS]; HEIGHT], Tile>(sums)
}
