//! The step on its way to other machines.

use crate::{judge::Judge, plan::ScreeningExec};
use datafusion::{
    common::{exec_err, internal_err},
    error::{DataFusionError, Result},
    execution::TaskContext,
    physical_plan::ExecutionPlan,
};
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use sangloc_rulebook::{Date, Identity, Rulebook};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Writes a [`ScreeningExec`](crate::ScreeningExec), and reads it where the same rulebook is.
///
/// What travels is which rulebook, the day and the columns, not the rulebook itself: every machine is given its
/// file beforehand, and refuses to judge by another.
#[derive(Debug)]
pub struct ScreeningCodec {
    rulebook: Arc<Rulebook>,
    identity: Identity,
}

/// What is written of a step.
#[derive(Serialize, Deserialize)]
struct Written {
    rulebook: String,
    as_of: Date,
    projection: Option<Vec<usize>>,
}

impl ScreeningCodec {
    /// For the rulebook of this machine; both come from its file.
    pub fn new(rulebook: Arc<Rulebook>, identity: Identity) -> Self {
        Self { rulebook, identity }
    }
}

impl PhysicalExtensionCodec for ScreeningCodec {
    fn try_decode(
        &self,
        bytes: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        _: &TaskContext,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let written: Written = serde_json::from_slice(bytes).map_err(external)?;
        let own = self.identity.to_string();
        if written.rulebook != own {
            return exec_err!(
                "the query is to be judged by the rulebook {}, and here is {own}",
                written.rulebook
            );
        }
        let [profiles] = inputs else {
            return internal_err!("ScreeningExec has one child, not {}", inputs.len());
        };
        let judge = Judge::new(&self.rulebook, written.as_of, &profiles.schema())?;
        let step = ScreeningExec::new(Arc::clone(profiles), Arc::new(judge), written.projection)?;
        Ok(Arc::new(step))
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        bytes: &mut Vec<u8>,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(step) = node.downcast_ref::<ScreeningExec>() else {
            return exec_err!("ScreeningCodec writes no {}", node.name());
        };
        if *step.judge().rulebook() != *self.rulebook {
            return exec_err!(
                "the query is to be judged by another rulebook than that of its codec"
            );
        }
        let written = Written {
            rulebook: self.identity.to_string(),
            as_of: step.judge().as_of(),
            projection: step.projection().map(<[usize]>::to_vec),
        };
        serde_json::to_writer(bytes, &written).map_err(external)
    }
}

fn external(error: serde_json::Error) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
