// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gateways/laneparameters.h"

#include <QDockWidget>
#include <QPointer>

namespace Parlance {

class LanePage;
class ParametersPanel;

/// The parameters at the side of the window: those of a page's lanes, or of its current lane where each has
/// its own.
class ParametersDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit ParametersDock(QWidget *parent = nullptr);

    void setPage(LanePage *page);
    /// Shows the parameters; if there is extra JSON that cannot be read, the cursor is put there.
    void open();

    void setVisible(bool visible) override;

private:
    void makePanel();
    void follow();

    ParametersPanel *m_panel = nullptr;
    QPointer<LanePage> m_page;
    bool m_editing = false; ///< what is edited here need not be shown again
};

} // namespace Parlance
