//! Japanese.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    accepted: "基準に適合（受入れ可能）",
    rejected: "不適合（受入れ不可）",
    needs_review: "当局による審査が必要",
    needs_answers: "回答が不足",
    still_possible: "このプロジェクトは、受入れ可能と判定される余地があります。",
    points: "優先評価点",
    missing: "未回答の項目",
    blocks: "不適合の基準",
    open: "未確定の基準",
    met: "適合した基準",
    priorities: "優先評価",
    notes: "留意事項と優遇措置",
    unknown: "不明",
    source: "出典",
    unverified: "原文未照合",
    derived: "参考値（法令の定めではない）",
    advisory: "公表された基準に基づくスクリーニングであり、権限を有する当局の決定に代わるものではありません。",
    from: "適用開始日",
    overdue: "見直し期限超過",
    indicators: "投資効率の指標",
    accepted_short: "適合",
    rejected_short: "不適合",
    review_short: "要審査",
    answers_short: "要回答",
    impossible_short: "要回答・要審査",
};
