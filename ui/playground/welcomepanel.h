// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;

namespace Parlance {

struct Gateway;
struct Preset;

/// The content of an empty lane: the source of answers, prompts to try, and how to connect a real gateway.
class WelcomePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit WelcomePanel(QWidget *parent = nullptr);

    /// Says whether the embedded gateway or the live one at `address` answers.
    void setSource(const QString &gatewayName, bool live, const QString &address);
    /// The gateways to offer for setting up.
    void setUnconnected(const QList<Gateway> &gateways);
    /// A compact panel, in one of several lanes, shows only the source of answers.
    void setCompact(bool compact);

Q_SIGNALS:
    void promptChosen(const QString &prompt);
    void ladderChosen(const Parlance::Preset &ladder);
    void settingsRequested();
    /// Asks to set this gateway up; a new one if the id is empty.
    void connectRequested(const QString &gatewayId);
    void modeToggled();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makePrompts();
    [[nodiscard]] static QStringList promptsFor(bool live);
    void arrangeLinks();
    void arrange(QGridLayout *layout, const QList<QPushButton *> &links, int most) const;
    void addConnectLink(const QString &gatewayId, const QString &text);
    QWidget *makeLinks(const QString &name, const QString &text, int most);
    void addLadders();
    QWidget *makeConnecting();

    QLabel *m_title;
    QLabel *m_source;
    QLabel *m_connectingText;
    QPushButton *m_toggle;
    QPushButton *m_settings;
    QList<QPushButton *> m_suggestions;
    QWidget *m_prompts;
    QList<QPushButton *> m_ladderLinks;
    QWidget *m_ladders;
    QStringList m_unconnected; ///< ids
    QList<QPushButton *> m_connectLinks;
    QWidget *m_gateways;
    QWidget *m_connecting;
};

} // namespace Parlance
