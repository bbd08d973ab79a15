// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QWidget>
#include <functional>
#include <optional>

class QCheckBox;
class QLabel;

namespace Parlance {

/// One parameter: a box that says whether it is sent, an editor for its value, and a hint from the gateway.
/// Editing a value ticks the box.
class ParameterRow : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the field of the request.
    static ParameterRow *makeText(QLatin1StringView name, const QString &label, const QString &placeholder);
    /// A text without line breaks. Blanks around it are not sent.
    static ParameterRow *makeShortText(
        QLatin1StringView name, const QString &label, const QString &placeholder);
    /// A list of texts, one per line. `problemOfLine` says why one is not sent.
    static ParameterRow *makeList(QLatin1StringView name, const QString &label, const QString &placeholder,
        const std::function<QString(const QString &)> &problemOfLine);
    static ParameterRow *makeJson(QLatin1StringView name, const QString &label, const QString &placeholder);
    static ParameterRow *makeNumber(QLatin1StringView name, const QString &label, double usual);
    /// A whole number from `least` on.
    static ParameterRow *makeCount(QLatin1StringView name, const QString &label, int usual, int least = 1);
    static ParameterRow *makeSwitch(
        QLatin1StringView name, const QString &label, const QString &on, const QString &off);
    /// One of these texts, or another one if it is `editable`.
    static ParameterRow *makeChoice(
        QLatin1StringView name, const QString &label, const QStringList &texts, bool editable);
    /// A table of names and values, as a list of objects.
    static ParameterRow *makeVariables(QLatin1StringView name, const QString &label);

    [[nodiscard]] QLatin1StringView name() const { return m_name; }
    /// Undefined if the parameter is not sent or nothing is typed. Returns JSON that cannot be read as typed.
    [[nodiscard]] QJsonValue value() const;
    /// Shows a value; undefined unticks the box and resets the editor.
    void setValue(const QJsonValue &value);
    /// The bounds of a number; without documented ones, the editor uses its own.
    void setBounds(std::optional<double> minimum, std::optional<double> maximum);
    void setHint(const QString &hint);
    /// Says why the gateway refused the value, until it is edited; empty to say nothing.
    void setRefusal(const QString &words);
    /// Puts the cursor into the editor.
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
        std::function<void(const QJsonValue &)> setValue; ///< undefined resets it
        std::function<void(std::optional<double>, std::optional<double>)> setBounds = {};
        std::function<QString()> problem = {}; ///< why the typed text is no value; empty if it is one
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
    QString m_refusal;
    bool m_showing = false; ///< shows a value: not an edit
};

} // namespace Parlance
