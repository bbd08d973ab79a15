// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/laneanswer.h"

#include <QCoreApplication>
#include <QDateTime>

namespace Parlance {

/// A comparison as one document: the prompt, and for each lane its answer and its figures. Never with a key,
/// not even one that a server has quoted.
class ComparisonExport
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::ComparisonExport)

public:
    /// `leftOut` are the names of lanes that have no answer yet.
    ComparisonExport(
        QList<LaneAnswer> contestants, const Redaction &redaction, const QStringList &leftOut = {});

    /// One file that stands alone, with the answers' Markdown rendered: no script, nothing that is fetched,
    /// and nothing of an answer is HTML.
    [[nodiscard]] QString toHtml() const;
    [[nodiscard]] QString toMarkdown() const;
    /// For a program: {"format":"parlance-comparison","version":1,"exported","currency","lanes":[...],
    /// "left_out":[...]}.
    [[nodiscard]] QString toJson() const;

private:
    /// The prompt that all lanes were asked; empty if they were asked different ones.
    [[nodiscard]] QString commonPrompt() const;
    /// When it was made, and what is not in it.
    [[nodiscard]] QStringList notes() const;
    [[nodiscard]] QString htmlTable() const;
    [[nodiscard]] QString htmlCell(qsizetype row, Metric figure) const;
    [[nodiscard]] QString htmlLane(const LaneAnswer &contestant) const;
    [[nodiscard]] QString markdownLane(const LaneAnswer &contestant) const;

    QList<LaneAnswer> m_answers;
    QStringList m_leftOut;
    Scoreboard m_board;
    QDateTime m_exported = QDateTime::currentDateTime();
};

} // namespace Parlance
