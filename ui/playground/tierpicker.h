// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/targetresolver.h"
#include "workspace/lanechoice.h"

#include <QObject>

namespace Parlance {

class ModelList;
struct Silence;
class TierModel;
class TierPopup;

/// A lane's picker, with the models that its gateway lists. All lanes share both lists.
class TierPicker : public QObject
{
    Q_OBJECT

public:
    TierPicker(ModelList *models, TierModel *tiers, QWidget *lane);

    /// Opens below `anchor`. Loads the models at once if the lane needs a model, has none, and the gateway
    /// lists its models.
    void open(const QWidget *anchor, const Gateway &gateway, const LaneChoice &choice);

Q_SIGNALS:
    void chosen(const QString &gatewayId, const QString &model);

private:
    void refresh();
    void stop();
    void showAsking(const Silence &silence);
    [[nodiscard]] bool isFor(const QString &gatewayId, TargetResolver::Mode mode) const;
    void showModels();
    [[nodiscard]] QString wordsOf(const ChatError &error) const;

    ModelList *m_models;
    TierModel *m_tiers;
    TierPopup *m_popup;
    Gateway m_gateway; ///< the gateway that it was opened for
    LaneChoice m_choice;
};

} // namespace Parlance
