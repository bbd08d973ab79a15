// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/laneanswer.h"

#include <QCoreApplication>
#include <QDateTime>

namespace Parlance {

/// A comparison as one document: the prompt, and each lane's answer and metrics. Holds no key, not even one
/// that a server quoted.
class ComparisonExport
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ComparisonExport)

public:
    /// `leftOut` names the lanes that have no answer yet.
    ComparisonExport(QList<LaneAnswer> answers, const Redaction &redaction, const QStringList &leftOut = {});

    /// One self-contained file with the answers' Markdown rendered: no script, nothing to fetch, and no HTML
    /// from an answer.
    [[nodiscard]] QString toHtml() const;
    [[nodiscard]] QString toMarkdown() const;
    /// For programs: {"format":"parlance-comparison","version":1,"exported","currency","lanes":[...],
    /// "left_out":[...]}.
    [[nodiscard]] QString toJson() const;

private:
    /// The prompt of all lanes; empty if their prompts differ.
    [[nodiscard]] QString commonPrompt() const;
    /// When the document was made, and what it leaves out.
    [[nodiscard]] QStringList notes() const;
    [[nodiscard]] QString htmlTable() const;
    [[nodiscard]] QString htmlCell(qsizetype row, Metric metric) const;
    [[nodiscard]] QString htmlLane(const LaneAnswer &answer) const;
    [[nodiscard]] QString markdownLane(const LaneAnswer &answer) const;

    QList<LaneAnswer> m_answers;
    QStringList m_leftOut;
    Scoreboard m_board;
    QDateTime m_exported = QDateTime::currentDateTime();
};

} // namespace Parlance
