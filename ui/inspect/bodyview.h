// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/textview.h"

class QButtonGroup;
class QLabel;
class QPushButton;
class QStackedLayout;
class QTreeView;

namespace Parlance {

class JsonModel;
class NotedPane;

/// Bytes of a request or an answer: as they are, or as a JSON tree with the place of a fault.
class BodyView : public QWidget
{
    Q_OBJECT

public:
    /// `name` says what the bytes are, for a screen reader.
    explicit BodyView(const QString &name, QWidget *parent = nullptr);

    /// Shows these bytes; `json` is what the tree shows, which may be a part of them. `note` says why there
    /// are no bytes, or no JSON among them.
    void setBytes(const QByteArray &bytes, const QByteArray &json, const QString &note = {});
    /// Marks a range of the text and goes there.
    void showRange(const TextRange &range);
    /// Goes to a JSON path in the tree. False if there is none.
    bool showPath(const QString &path);
    [[nodiscard]] const QString &text() const { return m_raw->text(); }

private:
    QWidget *makeBar(const QString &name);
    void choosePage(int page);
    void showPage();
    void readJson();
    [[nodiscard]] QString faultText() const;
    void copy();

    TextView *m_raw;
    NotedPane *m_pane;
    QTreeView *m_tree;
    JsonModel *m_model;
    QLabel *m_fault;
    QButtonGroup *m_pages;
    QPushButton *m_copy;
    QStackedLayout *m_stack;
    int m_page = 0; ///< that the user has chosen; bytes without JSON are shown raw
    QString m_note;
    QByteArray m_json;
    bool m_isRead = false; ///< the tree shows the JSON
};

} // namespace Parlance
