// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sounddecoder.h"

#include <QObject>

#include <stop_token>

namespace Parlance {

/// Decodes sound as it comes, in another thread. Deleting it ends that, and waits for nothing.
class SoundDecoding : public QObject
{
    Q_OBJECT

public:
    explicit SoundDecoding(SoundDecoder::Otherwise otherwise, QObject *parent = nullptr);
    ~SoundDecoding() override;

    void feed(const QByteArray &bytes);
    /// No more bytes come.
    void finish();
    /// Leaves out what is not yet decoded. Goes on for milliseconds.
    void stop() { m_stop.request_stop(); }

    [[nodiscard]] bool isWorking() const { return m_isWorking; }
    /// As of the last `progressed()`; see `SoundDecoder`.
    [[nodiscard]] std::shared_ptr<const SoundBuffer> sound() const { return m_done.sound; }
    [[nodiscard]] SoundType type() const { return m_done.type; }
    [[nodiscard]] const std::optional<SoundDecoder::Fault> &fault() const { return m_done.fault; }

Q_SIGNALS:
    void progressed();

private:
    struct Done
    {
        std::shared_ptr<const SoundBuffer> sound = {};
        SoundType type = SoundType::Unknown;
        std::optional<SoundDecoder::Fault> fault = {};
    };

    void work();
    void take(const Done &done);

    const std::shared_ptr<SoundDecoder> m_decoder; ///< of the other thread, while that works
    QByteArray m_waiting;                          ///< not yet fed
    bool m_isOver = false;                         ///< no more bytes come
    bool m_isFinished = false;                     ///< and the decoder knows it
    bool m_isWorking = false;
    Done m_done;
    std::stop_source m_stop;
};

} // namespace Parlance
