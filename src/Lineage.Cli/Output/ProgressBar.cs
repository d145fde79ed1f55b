using Spectre.Console;

namespace Lineage.Cli.Output;

/// <summary>A bar on standard error for work that takes longer than a second, where somebody watches.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the work on another thread, and shows how far it is.</summary>
    public static async Task<T> RunAsync<T>(Terminal terminal, string title, Func<IProgress<Amount>, Task<T>> work)
    {
        var latest = new Latest(title);
        var running = Task.Run(() => work(latest));
        if (!terminal.IsWatched || await EndsWithinAsync(running, Patience, terminal.Clock))
        {
            return await running;
        }

        await terminal.Messages.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new SpinnerColumn())
            .StartAsync(async display =>
            {
                var bar = display.AddTask(Markup.Escape(Words.Safe(title)));
                do
                {
                    latest.ShowOn(bar);
                }
                while (!await EndsWithinAsync(running, Refresh, terminal.Clock));
            });
        return await running;
    }

    /// <summary>Progress of another kind, as an amount.</summary>
    public static IProgress<T> Of<T>(this IProgress<Amount> progress, Func<T, Amount> amount) => new Mapped<T>(progress, amount);

    private static async Task<bool> EndsWithinAsync(Task work, TimeSpan time, TimeProvider clock)
    {
        await Task.WhenAny(work, Task.Delay(time, clock));
        return work.IsCompleted;
    }

    private sealed class Latest(string title) : IProgress<Amount>
    {
        private readonly Lock _lock = new();
        private Amount _amount;

        public void Report(Amount value)
        {
            lock (_lock)
            {
                _amount = value;
            }
        }

        public void ShowOn(ProgressTask bar)
        {
            Amount amount;
            lock (_lock)
            {
                amount = _amount;
            }

            bar.Description = Markup.Escape(Words.Safe(string.IsNullOrEmpty(amount.Stage) ? title : $"{title}: {amount.Stage}"));
            bar.IsIndeterminate = amount.Total is not > 0;
            if (amount.Total is { } total and > 0)
            {
                bar.MaxValue = total;
                bar.Value = amount.Done;
            }
        }
    }

    private sealed class Mapped<T>(IProgress<Amount> progress, Func<T, Amount> amount) : IProgress<T>
    {
        public void Report(T value) => progress.Report(amount(value));
    }
}
