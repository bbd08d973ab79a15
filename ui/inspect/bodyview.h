// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/textview.h"

class QButtonGroup;
class QLabel;
class QStackedLayout;
class QTreeView;

namespace Parlance {

class JsonModel;

/// Bytes of a request or an answer: as they are, or as a JSON tree with the place of a fault.
class BodyView : public QWidget
{
    Q_OBJECT

public:
    /// `name` says what the bytes are, for a screen reader.
    explicit BodyView(const QString &name, QWidget *parent = nullptr);

    /// Shows these bytes; `json` is what the tree shows, which may be a part of them.
    void setBytes(const QByteArray &bytes, const QByteArray &json);
    /// Marks a range of the text and goes there.
    void showRange(const TextRange &range);
    /// Goes to a JSON path in the tree. False if there is none.
    bool showPath(const QString &path);
    [[nodiscard]] const QString &text() const { return m_raw->text(); }

private:
    QWidget *makeBar(const QString &name);
    void showPage(int page);
    void readJson();
    void copy();

    TextView *m_raw;
    QTreeView *m_tree;
    JsonModel *m_model;
    QLabel *m_fault;
    QButtonGroup *m_pages;
    QStackedLayout *m_stack;
    QByteArray m_json;
    bool m_isRead = false; ///< the tree shows the JSON
};

} // namespace Parlance
