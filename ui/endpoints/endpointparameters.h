// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QScrollArea>

class QVBoxLayout;

namespace Parlance {

class ParameterRow;

/// The parameters of an endpoint page, each sent or not, from top to bottom.
class EndpointParameters : public QScrollArea
{
    Q_OBJECT

public:
    /// Whether a value is kept between runs.
    enum class Keep { Setting, Private };

    explicit EndpointParameters(QWidget *parent = nullptr);

    /// Takes the row, which is not sent at first.
    void add(ParameterRow *row, Keep keep);
    /// The value of the row with this name, which must be there; undefined if it is not sent.
    [[nodiscard]] QJsonValue value(QLatin1StringView name) const;

    /// The values that are sent and kept, by their names.
    [[nodiscard]] QJsonObject kept() const;
    void restore(const QJsonObject &kept);

    /// As wide as the widest row needs.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Edited by the user.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    struct Row
    {
        ParameterRow *row;
        Keep keep;
    };

    QList<Row> m_rows;
    QVBoxLayout *m_layout;
};

} // namespace Parlance
