// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/base/background.h"

#include <QDialog>

#include <atomic>
#include <memory>

namespace Parlance {

/// Says that the program works at something, when that takes longer than a moment, and offers to cancel it.
class WorkSign : public QDialog
{
    Q_OBJECT

public:
    WorkSign(const QString &what, QWidget *window);
    ~WorkSign() override;

    /// Becomes true when the user cancels or the sign is deleted. Any thread may read it.
    [[nodiscard]] std::shared_ptr<const std::atomic_bool> canceled() const { return m_canceled; }
    /// Goes, now that the work is done.
    void end();
    void reject() override;

private:
    std::shared_ptr<std::atomic_bool> m_canceled = std::make_shared<std::atomic_bool>(false);
};

/// Calls `work` in another thread, and then `take` with its result in this one. Meanwhile a sign over
/// `window` says `what`. Does not call `take` if the user has canceled or the window is gone. `work` is given
/// the flag that says so, and may stop early.
template <typename Work, typename Take>
void workVisibly(QWidget *window, const QString &what, Work work, Take take)
{
    auto *sign = new WorkSign(what, window);
    const auto canceled = sign->canceled();
    inBackground(
        sign, [work = std::move(work), canceled] { return work(*canceled); },
        [sign, canceled, take = std::move(take)](const auto &result) {
            const bool isWanted = !*canceled;
            sign->end();
            if (isWanted)
                take(result);
        });
}

} // namespace Parlance
