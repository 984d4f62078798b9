//! The step of a plan that judges.

use crate::judge::Judge;
use datafusion::{
    arrow::{datatypes::SchemaRef, record_batch::RecordBatch},
    common::{Result, internal_err, tree_node::TreeNodeRecursion},
    execution::{SendableRecordBatchStream, TaskContext},
    physical_expr::{EquivalenceProperties, PhysicalExpr},
    physical_plan::{
        DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning,
        PlanProperties,
        execution_plan::CardinalityEffect,
        metrics::{BaselineMetrics, ExecutionPlanMetricsSet, MetricsSet, RecordOutput as _},
        stream::RecordBatchStreamAdapter,
    },
};
use futures::StreamExt as _;
use std::{fmt, sync::Arc};

/// Judges the profiles that another step gives, batch by batch; each partition by itself and in its order.
#[derive(Clone, Debug)]
pub struct ScreeningExec {
    profiles: Arc<dyn ExecutionPlan>,
    judge: Arc<Judge>,
    /// The places of the columns that come out; all without it.
    projection: Option<Vec<usize>>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl ScreeningExec {
    /// Over the columns that the judge reads, in its order.
    pub(crate) fn new(
        profiles: Arc<dyn ExecutionPlan>,
        judge: Arc<Judge>,
        projection: Option<Vec<usize>>,
    ) -> Result<Self> {
        let schema = projected(&judge.schema(), projection.as_deref())?;
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(profiles.output_partitioning().partition_count()),
            profiles.pipeline_behavior(),
            profiles.boundedness(),
        );
        let metrics = ExecutionPlanMetricsSet::new();
        Ok(Self { profiles, judge, projection, properties: Arc::new(properties), metrics })
    }

    pub(crate) fn judge(&self) -> &Judge {
        &self.judge
    }

    pub(crate) fn projection(&self) -> Option<&[usize]> {
        self.projection.as_deref()
    }

    fn decide(&self, profiles: &RecordBatch) -> Result<RecordBatch> {
        let decisions = self.judge.decide(profiles)?;
        Ok(match &self.projection {
            Some(columns) => decisions.project(columns)?,
            None => decisions,
        })
    }
}

fn projected(schema: &SchemaRef, projection: Option<&[usize]>) -> Result<SchemaRef> {
    Ok(match projection {
        Some(columns) => Arc::new(schema.project(columns)?),
        None => Arc::clone(schema),
    })
}

impl DisplayAs for ScreeningExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: as_of={}", self.name(), self.judge.as_of())
    }
}

impl ExecutionPlan for ScreeningExec {
    fn name(&self) -> &'static str {
        "ScreeningExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.profiles]
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match <[_; 1]>::try_from(children) {
            Ok([profiles]) => {
                let judge = Arc::clone(&self.judge);
                Ok(Arc::new(Self::new(profiles, judge, self.projection.clone())?))
            }
            Err(children) => internal_err!("{} has one child, not {}", self.name(), children.len()),
        }
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let profiles = self.profiles.execute(partition, context)?;
        let (step, metrics) = (self.clone(), BaselineMetrics::new(&self.metrics, partition));
        let decisions = profiles.map(move |profiles| {
            let _timer = metrics.elapsed_compute().timer();
            step.decide(&profiles?).record_output(&metrics)
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), decisions)))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }

    fn supports_limit_pushdown(&self) -> bool {
        true
    }

    fn cardinality_effect(&self) -> CardinalityEffect {
        CardinalityEffect::Equal
    }
}
