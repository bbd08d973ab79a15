// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/comparison/wiretable.h"

#include <QDialog>

class QTableWidget;

namespace Parlance {

/// Shows how the lanes' dialects spell the same request and the same answer, field by field.
class WireDialog : public QDialog
{
    Q_OBJECT

public:
    explicit WireDialog(QWidget *parent = nullptr);

    /// Shows these lanes and keeps the scroll position.
    void setLanes(const QList<WireLane> &lanes, const Redaction &redaction);

Q_SIGNALS:
    /// The user asks to see the call of a column.
    void inspectRequested(const std::shared_ptr<const Parlance::Call> &call);

private:
    void buildTable();
    void addPart(const WireTable::Part &part);
    [[nodiscard]] QString toMarkdown() const;

    QList<WireTable::Part> m_parts;
    QList<std::weak_ptr<const Call>> m_calls; ///< of the columns
    QTableWidget *m_table;
};

} // namespace Parlance
