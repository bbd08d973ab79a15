// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QWidget>
#include <functional>
#include <optional>

class QCheckBox;
class QLabel;

namespace Parlance {

/// One parameter: a box that says whether it is sent, the editor of its value, and a line on what the gateway
/// says of it. What is edited is sent.
class ParameterRow : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the parameter's in `ParameterName`.
    static ParameterRow *makeText(QLatin1StringView name, const QString &label, const QString &placeholder);
    /// A list of texts, one a line.
    static ParameterRow *makeList(QLatin1StringView name, const QString &label, const QString &placeholder);
    static ParameterRow *makeJson(QLatin1StringView name, const QString &label, const QString &placeholder);
    static ParameterRow *makeNumber(QLatin1StringView name, const QString &label, double usual);
    static ParameterRow *makeCount(QLatin1StringView name, const QString &label, int usual);
    static ParameterRow *makeSwitch(
        QLatin1StringView name, const QString &label, const QString &on, const QString &off);

    [[nodiscard]] QLatin1StringView name() const { return m_name; }
    /// Undefined if it is not sent, or if nothing is typed. JSON that cannot be read is a text: as it is
    /// typed.
    [[nodiscard]] QJsonValue value() const;
    /// Shows a value; undefined for one that is not sent, with the editor as in the beginning.
    void setValue(const QJsonValue &value);
    /// The bounds of a number; those that are not documented are the editor's own.
    void setBounds(std::optional<double> minimum, std::optional<double> maximum);
    void setHint(const QString &hint);
    /// Puts the cursor where the value is edited.
    void focusEditor();

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Editor
    {
        QWidget *widget;
        std::function<QJsonValue()> value;
        std::function<void(const QJsonValue &)> setValue; ///< undefined sets it back
        std::function<void(std::optional<double>, std::optional<double>)> setBounds = {};
        std::function<QString()> problem = {}; ///< why what is typed is no value; empty if it is
    };
    enum class Place { Beside, Below };

    ParameterRow(QLatin1StringView name, const QString &label, Editor editor, Place place);
    [[nodiscard]] static Editor textEditor(const QString &placeholder);
    void onEdited();
    void showProblem();

    QLatin1StringView m_name;
    Editor m_editor;
    QCheckBox *m_sent;
    QLabel *m_hint;
    QLabel *m_problem;
    bool m_showing = false; ///< a value is shown, nobody edits
};

} // namespace Parlance
