// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/targetresolver.h"
#include "ui/compose/tiermodel.h"
#include "workspace/lanechoice.h"

namespace Parlance {

class ModelList;
struct Silence;
class TierPopup;

/// A lane's picker, with the models that its gateway lists. All lanes share both lists.
class TierPicker : public QObject
{
    Q_OBJECT

public:
    TierPicker(ModelList *models, TierModel *tiers, const TargetResolver *resolver, QWidget *lane);

    /// Opens below `anchor`, and marks the gateways. Loads what the gateway lists if nobody has yet, and it
    /// can be asked.
    void open(const QWidget *anchor, const Gateway &gateway, const LaneChoice &choice);

Q_SIGNALS:
    void chosen(const QString &gatewayId, const QString &model);

private:
    void refresh();
    void stop();
    void showAsking(const Silence &silence);
    [[nodiscard]] bool isFor(const QString &gatewayId, TargetResolver::Mode mode) const;
    void showModels();
    [[nodiscard]] TierModel::Mark markOf(const Gateway &gateway) const;
    void showMarks();
    [[nodiscard]] QString wordsOf(const ChatError &error) const;

    ModelList *m_models;
    TierModel *m_tiers;
    const TargetResolver *m_resolver;
    TierPopup *m_popup;
    Gateway m_gateway; ///< the gateway that it was opened for
    LaneChoice m_choice;
};

} // namespace Parlance
