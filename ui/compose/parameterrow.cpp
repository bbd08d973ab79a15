// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compose/parameterrow.h"

#include "gateways/laneparameters.h"
#include "ui/compose/variablestable.h"
#include "ui/edit/longtextedit.h"
#include "view/base/plainlabel.h"
#include "workspace/words/extrajsontext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFontDatabase>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <limits>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int SideWidth = 112;
constexpr int ChoiceWidth = 140;
constexpr double HighestNumber = 100;

QLabel *makeLine(const QString &role)
{
    QLabel *line = plainLabel({}, role);
    line->hide();
    return line;
}

LongTextEdit *makeTextEdit(const QString &placeholder, int lines)
{
    auto *edit = new LongTextEdit;
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * lines + 22);
    return edit;
}

/// Shows as many decimals as a number has, up to six.
class NumberBox : public QDoubleSpinBox
{
public:
    NumberBox() { setDecimals(6); }

protected:
    [[nodiscard]] QString textFromValue(double value) const override
    {
        return locale()
            .toString(value, 'f', QLocale::FloatingPointShortest)
            .remove(locale().groupSeparator());
    }
};

template <typename SpinBox>
SpinBox *makeSpinBox()
{
    auto *box = new SpinBox;
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setAlignment(Qt::AlignRight);
    box->setFixedWidth(SideWidth);
    box->setGroupSeparatorShown(false);
    return box;
}

} // namespace

ParameterRow::ParameterRow(QLatin1StringView name, const QString &label, Editor editor, Place place)
    : m_name(name)
    , m_editor(std::move(editor))
    , m_sent(new QCheckBox(label))
    , m_hint(makeLine(u"secondary"_s))
    , m_problem(makeLine(u"warning"_s))
{
    setObjectName(u"row_"_s + name);
    m_sent->setObjectName(u"sent_"_s + name);
    m_sent->setToolTip(tr("Send this parameter"));
    m_editor.widget->setObjectName(u"parameter_"_s + name);
    m_editor.widget->setAccessibleName(label);
    m_problem->setObjectName(u"problem_"_s + name);
    auto *top = new QHBoxLayout;
    top->addWidget(m_sent, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    if (place == Place::Beside) {
        top->addWidget(m_editor.widget);
        m_editor.widget->setFocusPolicy(Qt::StrongFocus);
        m_editor.widget->installEventFilter(this);
    } else {
        layout->addWidget(m_editor.widget);
    }
    layout->addWidget(m_problem);
    layout->addWidget(m_hint);
    connect(m_sent, &QCheckBox::clicked, this, [this] {
        m_refusal.clear();
        showProblem();
        Q_EMIT changed();
    });
}

ParameterRow::Editor ParameterRow::textEditor(const QString &placeholder)
{
    auto *edit = makeTextEdit(placeholder, 5);
    return {.widget = edit,
        .value =
            [edit] {
                const QString text = edit->toPlainText();
                return text.trimmed().isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
            },
        .setValue =
            [edit](const QJsonValue &value) {
                edit->setPlainText(value.toString());
            }};
}

ParameterRow *ParameterRow::makeText(QLatin1StringView name, const QString &label, const QString &placeholder)
{
    const Editor editor = textEditor(placeholder);
    auto *row = new ParameterRow(name, label, editor, Place::Below);
    connect(
        static_cast<LongTextEdit *>(editor.widget), &LongTextEdit::textChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeShortText(
    QLatin1StringView name, const QString &label, const QString &placeholder)
{
    auto *line = new QLineEdit;
    line->setPlaceholderText(placeholder);
    line->setFixedWidth(ChoiceWidth);
    const auto value = [line] {
        const QString text = line->text().trimmed();
        return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
    };
    const auto setValue = [line](const QJsonValue &text) {
        line->setText(text.toString());
    };
    auto *row =
        new ParameterRow(name, label, {.widget = line, .value = value, .setValue = setValue}, Place::Beside);
    connect(line, &QLineEdit::textChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeList(QLatin1StringView name, const QString &label, const QString &placeholder,
    const std::function<QString(const QString &)> &problemOfLine)
{
    auto *edit = makeTextEdit(placeholder, 2);
    const auto value = [edit] {
        const QStringList texts = edit->toPlainText().split(u'\n', Qt::SkipEmptyParts);
        return texts.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonArray::fromStringList(texts);
    };
    const auto setValue = [edit](const QJsonValue &list) {
        edit->setPlainText(list.toVariant().toStringList().join(u'\n'));
    };
    const auto problem = [edit, problemOfLine] {
        for (const QString &line : edit->toPlainText().split(u'\n')) {
            if (const QString found = problemOfLine(line); !found.isEmpty())
                return found;
        }
        return QString();
    };
    auto *row = new ParameterRow(name, label,
        {.widget = edit, .value = value, .setValue = setValue, .problem = problem}, Place::Below);
    connect(edit, &LongTextEdit::textChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeJson(QLatin1StringView name, const QString &label, const QString &placeholder)
{
    Editor editor = textEditor(placeholder);
    auto *edit = static_cast<LongTextEdit *>(editor.widget);
    edit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    editor.problem = [edit] {
        const QString problem = describeExtraProblem(edit->toPlainText());
        return problem.isEmpty() ? QString()
                                 : tr("%1. Fix it, or untick it to send without it.").arg(problem);
    };
    auto *row = new ParameterRow(name, label, editor, Place::Below);
    connect(edit, &LongTextEdit::textChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeNumber(QLatin1StringView name, const QString &label, double usual)
{
    auto *box = makeSpinBox<NumberBox>();
    box->setSingleStep(0.1);
    const auto value = [box] {
        return QJsonValue(box->value());
    };
    const auto setValue = [box, usual](const QJsonValue &number) {
        box->setValue(number.toDouble(usual));
    };
    const auto setBounds = [box](std::optional<double> minimum, std::optional<double> maximum) {
        box->setRange(minimum.value_or(0), maximum.value_or(HighestNumber));
    };
    auto *row = new ParameterRow(name, label,
        {.widget = box, .value = value, .setValue = setValue, .setBounds = setBounds}, Place::Beside);
    connect(box, &QDoubleSpinBox::valueChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeCount(QLatin1StringView name, const QString &label, int usual, int least)
{
    auto *box = makeSpinBox<QSpinBox>();
    const auto value = [box] {
        return QJsonValue(box->value());
    };
    const auto setValue = [box, usual](const QJsonValue &count) {
        box->setValue(count.toInt(usual));
    };
    const auto setBounds = [box, lowest = double(least)](
                               std::optional<double> minimum, std::optional<double> maximum) {
        constexpr double highest = std::numeric_limits<int>::max();
        box->setRange(static_cast<int>(qMax(lowest, minimum.value_or(lowest))),
            static_cast<int>(qMin(highest, maximum.value_or(highest))));
    };
    auto *row = new ParameterRow(name, label,
        {.widget = box, .value = value, .setValue = setValue, .setBounds = setBounds}, Place::Beside);
    connect(box, &QSpinBox::valueChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeSwitch(
    QLatin1StringView name, const QString &label, const QString &on, const QString &off)
{
    auto *box = new QComboBox;
    box->addItem(on, true);
    box->addItem(off, false);
    box->setFixedWidth(std::max(SideWidth, box->sizeHint().width()));
    const auto value = [box] {
        return QJsonValue(box->currentData().toBool());
    };
    const auto setValue = [box](const QJsonValue &is) {
        box->setCurrentIndex(is.toBool(true) ? 0 : 1);
    };
    auto *row =
        new ParameterRow(name, label, {.widget = box, .value = value, .setValue = setValue}, Place::Beside);
    connect(box, &QComboBox::currentIndexChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeChoice(
    QLatin1StringView name, const QString &label, const QStringList &texts, bool editable)
{
    auto *box = new QComboBox;
    box->addItems(texts);
    box->setEditable(editable);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setFixedWidth(ChoiceWidth);
    const auto value = [box] {
        const QString text = box->currentText().trimmed();
        return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
    };
    const auto setValue = [box](const QJsonValue &text) {
        box->setCurrentIndex(qMax(0, box->findText(text.toString())));
        if (box->isEditable() && text.isString())
            box->setEditText(text.toString());
    };
    auto *row =
        new ParameterRow(name, label, {.widget = box, .value = value, .setValue = setValue}, Place::Beside);
    connect(box, &QComboBox::currentTextChanged, row, &ParameterRow::onEdited);
    return row;
}

ParameterRow *ParameterRow::makeVariables(QLatin1StringView name, const QString &label)
{
    auto *table = new VariablesTable;
    const auto value = [table] {
        const LaneParameters parameters{.variables = table->variables()};
        return toJson(parameters).value(ParameterName::Variables);
    };
    const auto setValue = [table](const QJsonValue &list) {
        const auto parameters = laneParametersFromJson({{QString(ParameterName::Variables), list.toArray()}});
        table->setVariables(parameters ? parameters->variables : QList<Variable>());
    };
    auto *row =
        new ParameterRow(name, label, {.widget = table, .value = value, .setValue = setValue}, Place::Below);
    connect(table, &VariablesTable::edited, row, &ParameterRow::onEdited);
    return row;
}

QJsonValue ParameterRow::value() const
{
    return m_sent->isChecked() ? m_editor.value() : QJsonValue(QJsonValue::Undefined);
}

void ParameterRow::setValue(const QJsonValue &value)
{
    m_showing = true;
    m_sent->setChecked(!value.isUndefined());
    m_editor.setValue(value);
    m_showing = false;
    showProblem();
}

void ParameterRow::setBounds(std::optional<double> minimum, std::optional<double> maximum)
{
    m_showing = true;
    if (m_editor.setBounds)
        m_editor.setBounds(minimum, maximum);
    m_showing = false;
}

void ParameterRow::setHint(const QString &hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void ParameterRow::setRefusal(const QString &words)
{
    m_refusal = words;
    showProblem();
}

void ParameterRow::focusEditor()
{
    m_editor.widget->setFocus();
    if (auto *edit = qobject_cast<LongTextEdit *>(m_editor.widget))
        edit->moveCursor(QTextCursor::End);
    if (auto *table = qobject_cast<VariablesTable *>(m_editor.widget))
        table->editFirstEmpty();
}

/// Leaves the wheel to the panel: a value that changed under the pointer would go unnoticed.
bool ParameterRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return QWidget::eventFilter(watched, event);
    event->ignore();
    return true;
}

void ParameterRow::onEdited()
{
    if (m_showing)
        return;
    m_sent->setChecked(true);
    m_refusal.clear();
    showProblem();
    Q_EMIT changed();
}

void ParameterRow::showProblem()
{
    QString problem = m_editor.problem && m_sent->isChecked() ? m_editor.problem() : QString();
    if (problem.isEmpty())
        problem = m_refusal;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace Parlance
