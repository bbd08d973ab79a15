// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"

#include <QDockWidget>
#include <QPointer>

namespace Parlance {

class LanePage;
class ParametersPanel;
class TargetResolver;

/// The parameters at the side of the window: those shared by a page's lanes, or those of its current lane.
class ParametersDock : public QDockWidget
{
    Q_OBJECT

public:
    /// The resolver keeps the tokens of MCP servers; it must outlive the dock.
    explicit ParametersDock(TargetResolver *resolver, QWidget *parent = nullptr);

    /// Null for a page without lanes: the dock is hidden meanwhile, and cannot be opened.
    void setPage(LanePage *page);
    /// Shows the parameters, with the cursor in this one if it is named; else in the schema or the extra JSON
    /// if that cannot be sent, or in the parameter that the gateway refused. Tools have a dialog of their
    /// own.
    void open(QLatin1StringView parameter = {});
    /// Edits the tools that these parameters have, without showing the rest.
    void editTools();

    void setVisible(bool visible) override;

private:
    void openTools(QLatin1StringView part);
    void makePanel();
    void follow();
    void markRefused();

    TargetResolver *m_resolver;
    ParametersPanel *m_panel = nullptr;
    QPointer<LanePage> m_page;
    bool m_editing = false; ///< edited here: need not be shown again
};

} // namespace Parlance
