//! One file a command.

pub(crate) mod analyse;
pub(crate) mod batch;
pub(crate) mod changes;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod criteria;
pub(crate) mod decide;
pub(crate) mod diff;
pub(crate) mod docs;
pub(crate) mod facts;
pub(crate) mod fmt;
pub(crate) mod keygen;
pub(crate) mod lint;
pub(crate) mod new;
pub(crate) mod pack;
pub(crate) mod params;
pub(crate) mod serve;
pub(crate) mod sql;
pub(crate) mod test;
pub(crate) mod verify;
pub(crate) mod zones;
