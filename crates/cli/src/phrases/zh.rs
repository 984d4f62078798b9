//! Chinese (simplified).

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    accepted: "符合准入条件",
    rejected: "不符合准入条件",
    needs_review: "须由主管部门审查",
    needs_answers: "信息不足",
    still_possible: "项目仍有可能符合准入条件。",
    points: "优先分",
    missing: "待补充",
    blocks: "不符合",
    open: "未定",
    met: "符合",
    priorities: "优先项",
    notes: "提示与优惠",
    unknown: "未知",
    source: "来源",
    unverified: "未核对原文",
    derived: "参考值，非法律规定",
    advisory: "本结果依据已公布的准入条件筛选得出，不代替主管部门的决定。",
    from: "生效日期",
    overdue: "已过复核期限",
    indicators: "投资效益指标",
    accepted_short: "符合",
    rejected_short: "不符合",
    review_short: "须审查",
    answers_short: "信息不足",
    impossible_short: "信息不足且须审查",
};
