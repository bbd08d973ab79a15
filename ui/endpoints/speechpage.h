// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sound/sounddevice.h"
#include "ui/endpoints/endpointpage.h"
#include "wire/endpoints/speechrequest.h"

namespace Parlance {

class LongTextEdit;

/// Turns a text into speech, with any number of models side by side.
class SpeechPage : public EndpointPage
{
    Q_OBJECT

public:
    static PageKind pageKind(const Services &services);

    explicit SpeechPage(const Services &services, SoundDevice::Backend backend = SoundDevice::Backend::System,
        QWidget *parent = nullptr);

protected:
    [[nodiscard]] EndpointView *makeView() override;
    [[nodiscard]] RequestCheck check(const QString &model) const override;
    [[nodiscard]] bool hasInput() const override;
    void focusInput() override;

private:
    void addInput();
    void addParameters();
    void showMeter();
    [[nodiscard]] SpeechRequest request() const;

    const SoundDevice::Backend m_backend;
    LongTextEdit *m_text;
    QLabel *m_meter;
};

} // namespace Parlance
