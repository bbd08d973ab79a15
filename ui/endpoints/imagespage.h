// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/endpoints/endpointpage.h"
#include "wire/endpoints/imagerequest.h"

namespace Parlance {

class LongTextEdit;

/// A page that asks for pictures (RA-34).
class ImagesPage : public EndpointPage
{
    Q_OBJECT

public:
    [[nodiscard]] static PageKind pageKind(const Services &services);

    explicit ImagesPage(const Services &services, QWidget *parent = nullptr);

protected:
    [[nodiscard]] EndpointView *makeView() override;
    [[nodiscard]] RequestCheck check(const QString &model) const override;
    [[nodiscard]] bool hasInput() const override;
    void focusInput() override;

private:
    void addParameters();
    [[nodiscard]] ImageRequest request(const QString &model) const;
    [[nodiscard]] std::optional<qint64> count(QLatin1StringView name) const;

    ChatClient *m_client;
    LongTextEdit *m_prompt;
};

} // namespace Parlance
