// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QLineEdit;
class QListWidget;

namespace Parlance {

class ConversationView;

/// The part of the handbook below one heading.
struct HandbookPassage
{
    QString chapter;
    QString heading; ///< the chapter's title for the text before its first heading
    QString body;    ///< Markdown, without the heading
};

/// Shows the handbook: its chapters, or the passages that have all the words that are searched for.
class HandbookWindow : public QDialog
{
    Q_OBJECT

public:
    /// `passages` are in order, chapter by chapter.
    explicit HandbookWindow(const QList<HandbookPassage> &passages, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeContents();
    QWidget *makeReader();
    void list();
    void listChapters();
    void listPassages(const QStringList &words);
    void addEntry(const QString &text, const QString &markdown);
    void showText(const QString &markdown);

    QList<HandbookPassage> m_passages;
    QLineEdit *m_search;
    QListWidget *m_list;
    ConversationView *m_view;
};

} // namespace Parlance
