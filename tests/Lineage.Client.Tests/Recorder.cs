namespace Lineage.Client.Tests;

/// <summary>Progress as it was told, on the thread that told it.</summary>
internal sealed class Recorder<T> : IProgress<T>
{
    public List<T> Values { get; } = [];

    public Action? OnReport { get; init; }

    public void Report(T value)
    {
        Values.Add(value);
        OnReport?.Invoke();
    }
}
