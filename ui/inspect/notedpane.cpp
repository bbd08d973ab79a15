// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/notedpane.h"

#include <QLabel>

using namespace Qt::StringLiterals;

namespace Parlance {

NotedPane::NotedPane(QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_note(new QLabel)
{
    m_note->setObjectName(u"inspectorNote"_s);
    m_note->setProperty("role", u"secondary"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setAlignment(Qt::AlignCenter);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 12, 12, 12);
    addWidget(content);
    addWidget(m_note);
}

void NotedPane::setNote(const QString &note)
{
    m_note->setText(note);
    setCurrentIndex(note.isEmpty() ? 0 : 1);
}

QString NotedPane::note() const
{
    return m_note->text();
}

} // namespace Parlance
