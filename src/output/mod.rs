//! Tables, JSON and text over the same rows.
