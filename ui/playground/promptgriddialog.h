// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/preset.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QVBoxLayout;

namespace Parlance {

class LongTextEdit;

/// Makes a lane of each of several system prompts with each of several models.
class PromptGridDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr qsizetype MostLanes = 24;

    /// Begins with the models of these lanes, and with the system prompt of the first; offers the other tiers
    /// of their gateways.
    PromptGridDialog(const QList<LaneSetup> &lanes, const Catalog &catalog, QWidget *parent = nullptr);

    /// One lane for each system prompt and model, the prompts of a model beside each other, named after both.
    [[nodiscard]] QList<LaneSetup> lanes() const;

private:
    struct Prompt
    {
        QLineEdit *name;
        LongTextEdit *text;
    };
    struct Model
    {
        LaneSetup setup;
        QString name;
    };

    void buildLayout();
    void addModel(const LaneSetup &setup, const Gateway &gateway, bool isChosen);
    void addPrompt(const QString &text);
    void showCount();

    QList<Model> m_models;
    QList<Prompt> m_prompts;
    QListWidget *m_modelList;
    QVBoxLayout *m_promptRows;
    QLabel *m_count;
    QDialogButtonBox *m_buttons;
};

} // namespace Parlance
