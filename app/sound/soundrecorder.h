// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/samplering.h"
#include "sound/sounddevice.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>
#include <chrono>

namespace Parlance {

/// Records the microphone into memory, and nowhere else: 16 kHz, 16 bit, mono, as speech is recognised at.
/// Ends by itself at `mostBytes`.
class SoundRecorder : public QObject
{
    Q_OBJECT

public:
    static constexpr SampleFormat Format{.rate = 16'000, .channels = 1};

    explicit SoundRecorder(qint64 mostBytes, SoundDevice::Backend backend = SoundDevice::Backend::System,
        QObject *parent = nullptr);
    ~SoundRecorder() override;

    /// Records anew; what was recorded before is gone. Without a device, `problem()` says so.
    void start();
    /// Ends the recording and keeps it.
    void stop();
    [[nodiscard]] bool isRecording() const { return m_device != nullptr; }

    /// What was recorded so far, as a WAV file; empty if nothing was.
    [[nodiscard]] QByteArray wav() const;
    [[nodiscard]] std::chrono::milliseconds duration() const;
    /// The loudest sample since the last signal, from 0 to 1.
    [[nodiscard]] double level() const { return m_level; }
    /// Why nothing can be recorded, or why something is missing, in words for the user; empty if nothing is
    /// wrong.
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    /// Some 20 times a second while it records.
    void recorded();
    /// It began or ended, or there is a problem.
    void changed();

private:
    class Input;

    void look();
    void drain();

    const SoundDevice::Backend m_backend;
    const qint64 m_mostBytes;
    SampleRing m_ring;
    size_t m_lostBefore = 0;               ///< samples, by earlier recordings
    std::unique_ptr<Input> m_input;        ///< outlives the device
    std::unique_ptr<SoundDevice> m_device; ///< null while nothing is recorded
    QTimer m_look;
    QByteArray m_sound; ///< as it is written into a WAV file
    double m_level = 0;
    QString m_problem;
};

} // namespace Parlance
