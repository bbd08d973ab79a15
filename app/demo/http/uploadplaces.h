// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

namespace Parlance::Demo {

/// Bounds how many large bodies are in memory at once. Its copies share the places. Thread-safe.
class UploadPlaces
{
public:
    /// Free again when its last copy is gone.
    using Place = std::shared_ptr<void>;

    explicit UploadPlaces(int count)
        : m_free(std::make_shared<std::atomic<int>>(count))
    {
    }

    /// Null when all places are taken.
    [[nodiscard]] Place take() const
    {
        if (m_free->fetch_sub(1) > 0)
            return {m_free.get(), [free = m_free](void *) {
                        free->fetch_add(1);
                    }};
        m_free->fetch_add(1);
        return nullptr;
    }

private:
    std::shared_ptr<std::atomic<int>> m_free;
};

} // namespace Parlance::Demo
