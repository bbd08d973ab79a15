// SPDX-License-Identifier: GPL-3.0-or-later
#include "safestart.h"

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace Parlance {

namespace {

/// Opened the wrong way round, so that reading or writing fails.
void fillMissing(int stream, int way)
{
    if (fcntl(stream, F_GETFD) >= 0)
        return;
    if (const int opened = open("/dev/null", way | O_CLOEXEC); opened >= 0 && opened != stream) {
        dup2(opened, stream);
        close(opened);
    }
}

} // namespace

void startSafely()
{
    constexpr rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
    fillMissing(STDIN_FILENO, O_WRONLY);
    fillMissing(STDOUT_FILENO, O_RDONLY);
    fillMissing(STDERR_FILENO, O_RDONLY);
    std::signal(SIGPIPE, SIG_IGN);
}

void hideMemory()
{
    prctl(PR_SET_DUMPABLE, 0);
}

} // namespace Parlance
