//! The same engines under an allocator that counts; apart, because counting takes time.

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    sangloc_bench::allocations(ALLOCATOR);
}
