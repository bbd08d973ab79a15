// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/gateway.h"
#include "gateways/laneparameters.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace Parlance {

class ParameterRow;
class SchemaField;

/// Edits what lanes send besides the messages. Offers only what a gateway documents, within the documented
/// bounds; shows the rest disabled, with the reason. Keeps JSON and a schema that cannot be read as typed,
/// and says so.
class ParametersPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ParametersPanel(QWidget *parent = nullptr);

    /// Whose parameters these are.
    struct Target
    {
        QString name; ///< of the lane, if it is one of several with their own parameters
        bool isOneOfMany = false;
        QList<Gateway> gateways; ///< of all lanes that use the parameters
        bool operator==(const Target &) const = default;
    };
    void show(const Target &target, const LaneParameters &parameters);
    /// Says at these parameters why a gateway refused them, until they are edited; clears what was said at
    /// others.
    void setRefusals(const QHash<QString, QString> &wordsByName);
    /// Scrolls to a parameter and puts the cursor into it.
    void showParameter(QLatin1StringView name);

Q_SIGNALS:
    /// Edited by the user.
    void changed(const Parlance::LaneParameters &parameters);
    void sameForAllToggled(bool same);
    /// Asks to edit the tools.
    void toolsRequested();
    void closeRequested();

private:
    [[nodiscard]] QWidget *makeTitle();
    [[nodiscard]] QWidget *makeFooter();
    [[nodiscard]] QWidget *makeTools();
    void showTools();
    void addRows();
    void addRow(ParameterRow *row);
    void showTarget();
    void showRow(ParameterRow *row);
    [[nodiscard]] QString hintOf(QLatin1StringView name) const;
    void showFormat(const AnswerFormat &format);
    [[nodiscard]] QString hintOfFormat() const;
    void onEdited();

    QList<ParameterRow *> m_rows;
    SchemaField *m_format;
    Target m_target;
    LaneTools m_tools;           ///< as shown
    QList<Variable> m_variables; ///< as shown
    QPushButton *m_editTools;
    QLabel *m_toolNames;
    QVBoxLayout *m_taken;
    QVBoxLayout *m_notTaken;
    QLabel *m_for;
    QCheckBox *m_same;
    QLabel *m_reason;
    QScrollArea *m_scroll;
};

} // namespace Parlance
