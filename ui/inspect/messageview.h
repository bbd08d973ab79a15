// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    /// `line` is what stands on top, `facts` is below it in small letters.
    void setHead(const QString &line, const QString &facts, const QList<Header> &headers);
    /// Shows nothing but this line.
    void clear(const QString &line);
    /// Puts a button beside the line that copies this text; none for an empty text.
    void setCopied(const QString &label, const QString &text);
    [[nodiscard]] BodyView *body() const { return m_body; }
    /// Each header as a line.
    [[nodiscard]] QStringList rowTexts() const;
    /// Selects the header in this row.
    void showHeader(int row);

private:
    void openMenu(const QPoint &place);
    QWidget *makeTop(const QString &objectName);

    QLabel *m_line;
    QLabel *m_facts;
    QPushButton *m_copy;
    QTableWidget *m_headers;
    BodyView *m_body;
    QString m_copied;
    QList<Header> m_shown;
};

} // namespace Parlance
