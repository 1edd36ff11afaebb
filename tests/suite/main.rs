//! The project's tests, one program: the embedded dictionary is linked once.

mod bad_input;
mod cases;
mod lexicons;
mod properties;
mod report;
mod rules;
mod same_bytes;
mod support;
mod tables;
