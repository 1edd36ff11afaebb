//! Tests of the whole program. They are one binary, so that the embedded dictionary is linked once.
//!
//! Expectations that are files are written anew with `TOTSUGO_BLESS=1 cargo test --test suite`: `expect.txt` of each folder
//! of `tests/cases`, `docs/expressions.md`, and the table of rules in `README.md`. Read the difference before committing it.
//! The tables of `tests/tables` are written by hand.

mod bad_input;
mod cases;
mod docs;
mod expected;
mod formats;
mod gate;
mod hostile;
mod judged;
mod lexicons;
mod library;
mod mutations;
#[cfg(unix)]
mod packages;
mod properties;
mod report;
mod rules;
mod same_bytes;
mod scratch;
mod sources;
mod support;
mod tables;
