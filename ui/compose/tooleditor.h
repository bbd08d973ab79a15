// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/lanetools.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace Parlance {

class LongTextEdit;

/// Edits one tool: its name, its description, its schema, and the result that its calls are answered with.
/// Says what is wrong while it is typed, and marks it in the schema.
class ToolEditor : public QWidget
{
    Q_OBJECT

public:
    explicit ToolEditor(QWidget *parent = nullptr);

    void show(const LaneTool &tool);
    /// Shows what is wrong with the tool at this index once it is filled in.
    void showProblems(const LaneTools &tools, qsizetype tool, const QList<Variable> &variables);
    /// Puts the cursor into the name.
    void editName();

Q_SIGNALS:
    /// Edited by the user.
    void changed(const Parlance::LaneTool &tool);

private:
    void connectParts();
    void mark(const std::optional<ToolProblem> &problem);
    [[nodiscard]] LaneTool tool() const;

    QLineEdit *m_name;
    QLabel *m_nameProblem;
    LongTextEdit *m_description;
    LongTextEdit *m_schema;
    QLabel *m_schemaProblem;
    QCheckBox *m_strict;
    LongTextEdit *m_result;
    QCheckBox *m_error;
    bool m_showing = false; ///< shows a tool: not an edit
};

} // namespace Parlance
