//! The project's tests, one program: the embedded dictionary is linked once.

mod bad_input;
mod cases;
mod docs;
mod formats;
mod gate;
mod lexicons;
mod library;
mod properties;
mod report;
mod rules;
mod same_bytes;
mod scratch;
mod support;
mod tables;
