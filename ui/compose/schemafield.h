// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/answerformat.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace Parlance {

class LongTextEdit;

/// Edits the format of an answer: whether JSON is asked for, any object or by a schema, which is checked
/// while it is typed. Editing ticks the box.
class SchemaField : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaField(QWidget *parent = nullptr);

    /// The schema as typed, valid or not.
    [[nodiscard]] AnswerFormat format() const;
    void setFormat(const AnswerFormat &format);
    void setHint(const QString &hint);
    void focusEditor();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QLayout *makeTop();
    [[nodiscard]] QWidget *makeDetails();
    void insertTemplate(const QString &schema);
    void onEdited();
    void showState();

    QCheckBox *m_sent;
    QComboBox *m_kind;
    QWidget *m_details; ///< of a schema
    QLineEdit *m_name;
    QCheckBox *m_strict;
    LongTextEdit *m_schema;
    QLabel *m_problem;
    QLabel *m_hint;
    bool m_showing = false; ///< shows a format: not an edit
};

} // namespace Parlance
