using System.Diagnostics.CodeAnalysis;

namespace Lineage.Core.Consistency;

/// <summary>
/// The contracts used lately, in two halves: when the younger is full, the older is forgotten, so that memory is bounded and what is used stays. Nothing in it can be
/// outdated, for contracts never change. Safe to call concurrently.
/// </summary>
/// <param name="capacity">The greatest weight held, beside one contract that alone is heavier than half of it.</param>
internal sealed class VectorContractCache(long capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<string, VectorContract> _young = [];
    private Dictionary<string, VectorContract> _old = [];
    private long _youngWeight;

    public bool TryGet(string modelVersion, [NotNullWhen(true)] out VectorContract? contract)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(modelVersion, out contract))
            {
                return true;
            }

            if (!_old.TryGetValue(modelVersion, out contract))
            {
                return false;
            }

            AddLocked(contract);
            return true;
        }
    }

    public void Add(VectorContract contract)
    {
        lock (_lock)
        {
            AddLocked(contract);
        }
    }

    private void AddLocked(VectorContract contract)
    {
        if (_youngWeight > 0 && _youngWeight + contract.Weight > capacity / 2)
        {
            _old = _young;
            _young = [];
            _youngWeight = 0;
        }

        if (_young.TryAdd(contract.ModelVersion, contract))
        {
            _youngWeight += contract.Weight;
        }
    }
}
