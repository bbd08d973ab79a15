// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/background.h"

#include <QDialog>

#include <stop_token>

namespace Parlance {

/// Says that the program works at something, when that takes longer than a moment, and offers to cancel it.
class WorkSign : public QDialog
{
    Q_OBJECT

public:
    WorkSign(const QString &what, QWidget *window);
    ~WorkSign() override;

    /// Asks the work to stop when the user cancels or the sign is deleted.
    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }
    /// False once the work is done or canceled.
    [[nodiscard]] bool isWorking() const { return !m_stop.stop_requested(); }
    /// Goes, now that the work is done.
    void end();
    void reject() override;

private:
    std::stop_source m_stop;
};

/// Calls `work` in another thread, and then `take` with its result in this one. Meanwhile a sign over
/// `window` says `what`. Does not call `take` if the user has canceled or the window is gone. `work` is given
/// the token that says so, and may stop early. Returns the sign, which deletes itself.
template <typename Work, typename Take>
WorkSign *workVisibly(QWidget *window, const QString &what, Work work, Take take)
{
    auto *sign = new WorkSign(what, window);
    inBackground(
        sign, [work = std::move(work), stop = sign->stop()] { return work(stop); },
        [sign, take = std::move(take)](const auto &result) {
            const bool isWanted = sign->isWorking();
            sign->end();
            if (isWanted)
                take(result);
        });
    return sign;
}

} // namespace Parlance
