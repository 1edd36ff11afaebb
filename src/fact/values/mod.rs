//! Two stated values: how they compare, by how much they differ, and which slip of the pen would explain it.

pub(crate) mod cause;
pub(crate) mod compare;
pub(crate) mod difference;
pub(crate) mod iso;
pub(crate) mod partial;
