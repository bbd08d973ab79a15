// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sampleformat.h"

#include <QString>
#include <expected>
#include <memory>

namespace Parlance {

/// A device that plays or records, in its own thread. Destroying it ends that thread.
class SoundDevice
{
public:
    enum class Backend {
        System, ///< PulseAudio, ALSA or JACK, whatever runs
        Null    ///< plays to nobody and records silence, in real time: for tests
    };

    /// What a device calls in its thread, where nothing may allocate or wait.
    class Client
    {
    public:
        virtual ~Client() = default;
        Client() = default;
        Q_DISABLE_COPY_MOVE(Client)

        /// Frames to play, from -1 to 1; they are silence so far.
        virtual void fill(float *frames, qint64 count) noexcept;
        /// Frames that were recorded.
        virtual void take(const qint16 *frames, qint64 count) noexcept;
    };

    /// Opens the usual device; `client` must outlive it. On failure returns the reason, in the words of the
    /// sound system.
    using Opened = std::expected<std::unique_ptr<SoundDevice>, QString>;
    [[nodiscard]] static Opened output(Backend backend, const SampleFormat &format, Client &client);
    [[nodiscard]] static Opened input(Backend backend, const SampleFormat &format, Client &client);
    ~SoundDevice();
    Q_DISABLE_COPY_MOVE(SoundDevice)

    /// Returns why it cannot start; empty if it runs.
    [[nodiscard]] QString start();
    /// Returns when the client is not called any more.
    void stop();
    /// False also when the device went away.
    [[nodiscard]] bool isRunning() const;

private:
    struct Parts;
    explicit SoundDevice(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

} // namespace Parlance
