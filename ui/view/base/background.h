// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

namespace Parlance {

/// Calls `work` in another thread, and then `take` with its result in this one. Does not call `take` if
/// `context` was deleted meanwhile; `work` goes on to its end all the same. Copy into `work` what it reads.
template <typename Work, typename Take>
void inBackground(QObject *context, Work work, Take take)
{
    using Result = std::invoke_result_t<Work>;
    QPromise<Result> promise;
    promise.start();
    promise.future().then(context, [take = std::move(take)](const Result &result) { take(result); });
    QThreadPool::globalInstance()->start([promise = std::move(promise), work = std::move(work)]() mutable {
        promise.addResult(work());
        promise.finish();
    });
}

} // namespace Parlance
