namespace Lineage.Columnar.Reading;

/// <summary>Puts together in order what parts were gathered in, as they end in any order; only so many are ever open or waiting for their turn.</summary>
/// <param name="most">How many, at least 1.</param>
/// <param name="create">Begins a part.</param>
/// <param name="merge">Adds a part behind those before it.</param>
internal sealed class OrderedParts<TState>(int most, Func<TState> create, Action<TState, TState> merge)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, TState> _waiting = [];
    private TaskCompletionSource _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TState? _whole;
    private int _next;

    /// <summary>Begins a part, once those long before it have ended.</summary>
    public async ValueTask<TState> BeginAsync(int worker, int part, CancellationToken ct)
    {
        while (true)
        {
            Task advanced;
            lock (_gate)
            {
                if (part < _next + most)
                {
                    return create();
                }

                advanced = _advanced.Task;
            }

            await advanced.WaitAsync(ct).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a part.</summary>
    public void End(int part, TState state)
    {
        lock (_gate)
        {
            _waiting.Add(part, state);
            while (_waiting.Remove(_next, out var next))
            {
                if (_next++ == 0)
                {
                    _whole = next;
                }
                else
                {
                    merge(_whole!, next);
                }
            }

            _advanced.SetResult();
            _advanced = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>All parts, once every one has ended.</summary>
    public TState Whole() => _next == 0 ? create() : _whole!;
}
