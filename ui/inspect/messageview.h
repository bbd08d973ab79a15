// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/notedpane.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace Parlance {

class BodyView;

/// A request or an answer: a line that says what it is, its headers, its body.
class MessageView : public QWidget
{
    Q_OBJECT

public:
    struct Header
    {
        QString name;
        QString value;
        QString note; ///< who set it, or what it means

        bool operator==(const Header &) const = default;
    };

    /// `name` says what is shown, for a screen reader; it is the beginning of the parts' object names, too.
    MessageView(const QString &name, const QString &objectName, QWidget *parent = nullptr);

    /// `line` is what stands on top, `facts` is below it in small letters, and between them what went wrong.
    struct Head
    {
        QString line = {};
        QString failure = {};
        QString facts = {};
        QList<Header> headers = {};
    };
    void setHead(const Head &head);
    /// Shows this note in place of headers and body; these if it is empty.
    void setNote(const QString &note) { m_pane->setNote(note); }
    /// Shows nothing but this note.
    void clear(const QString &note);
    /// Puts a button beside the line that leads to this event; none for -1.
    void setEvent(qsizetype event);
    /// Puts a button beside the line that copies this text; none for an empty text.
    void setCopied(const QString &label, const QString &text);
    [[nodiscard]] BodyView *body() const { return m_body; }
    /// Each header as a line.
    [[nodiscard]] QStringList rowTexts() const;
    /// Selects the header in this row.
    void showHeader(int row);

Q_SIGNALS:
    void eventRequested(qsizetype event);

private:
    void fillHeaders(const QList<Header> &headers);
    void openMenu(const QPoint &place);
    QWidget *makeTop(const QString &objectName);

    QLabel *m_line;
    QLabel *m_failure;
    QLabel *m_facts;
    QPushButton *m_showEvent;
    QPushButton *m_copy;
    QTableWidget *m_headers;
    NotedPane *m_headerPane;
    BodyView *m_body;
    NotedPane *m_pane; ///< headers and body
    qsizetype m_event = -1;
    QString m_copied;
    QList<Header> m_shown;
};

} // namespace Parlance
