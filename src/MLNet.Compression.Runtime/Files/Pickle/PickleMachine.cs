namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>Reads pickles of tensors and plain values. Nothing named in them is executed or looked up outside this folder.</summary>
/// <remarks>
/// Values come as null, bool, long, double, string, object?[] (tuple), List (list), <see cref="PickleDictionary"/>,
/// <see cref="PickleGlobal"/>, <see cref="TorchStorage"/> and <see cref="PickledTensor"/>. The stack machine is that of
/// Python's pickletools; its memory is bounded by the number of steps.
/// </remarks>
internal sealed class PickleMachine(PickleInput input)
{
    private const int MaxSteps = 100_000;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<uint, object?> _memo = [];
    private readonly Dictionary<string, TorchStorage> _storages = new(StringComparer.Ordinal);
    private int _steps;
    private bool _stopped;

    public PickleInput Input => input;

    /// <summary>Entries of the memo.</summary>
    public uint MemoCount => (uint)_memo.Count;

    /// <summary>The storages that tensors of all pickles read so far look into, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => _storages;

    /// <summary>Reads one pickle, to its STOP.</summary>
    /// <exception cref="ModelFileException">It is malformed, or more than tensors and plain values.</exception>
    public object? Read()
    {
        _stack.Clear();
        _marks.Clear();
        _memo.Clear();
        _stopped = false;
        while (!_stopped)
        {
            CountStep();
            PickleOpcodes.Run(this, input.Byte());
        }

        return Pop();
    }

    /// <summary>Called for every bounded piece of memory that reading takes.</summary>
    public void CountStep()
    {
        if (++_steps > MaxSteps)
        {
            throw input.Wrong($"a pickle of at most {MaxSteps} instructions", "a longer one");
        }
    }

    public void Stop() => _stopped = true;

    public void Push(object? value) => _stack.Add(value);

    public object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    public object? Peek() => _stack.Count > Floor ? _stack[^1] : throw input.Wrong("a value on the stack", "none");

    public void Mark() => _marks.Push(_stack.Count);

    /// <summary>The values above the last mark; they and the mark go.</summary>
    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw input.Wrong("a mark on the stack", "none");
        }

        return Take(_stack.Count - _marks.Pop());
    }

    /// <summary>The last values, first to last; they go.</summary>
    public object?[] Take(int count)
    {
        if (_stack.Count - count < Floor)
        {
            throw input.Wrong($"{count} values on the stack", $"{_stack.Count - Floor}");
        }

        var values = _stack.GetRange(_stack.Count - count, count).ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    public void Memoize(uint index) => _memo[index] = Peek();

    public void Recall(uint index) =>
        Push(_memo.TryGetValue(index, out var value) ? value : throw input.Wrong($"entry {index} of the memo", "none"));

    /// <exception cref="ModelFileException">There is another storage of this key.</exception>
    public TorchStorage Register(TorchStorage storage)
    {
        if (!_storages.TryAdd(storage.Key, storage) && _storages[storage.Key] != storage)
        {
            throw input.Wrong($"{_storages[storage.Key]}, as before", $"{storage}");
        }

        return storage;
    }

    public object? Item(IReadOnlyList<object?> items, int index) =>
        index < items.Count ? items[index] : throw input.Wrong($"at least {index + 1} items", $"{items.Count}");

    public T Require<T>(object? value, string what) => value is T wanted ? wanted : throw input.Wrong(what, Describe(value));

    private int Floor => _marks.Count == 0 ? 0 : _marks.Peek();

    private static string Describe(object? value) => value switch
    {
        null => "None",
        bool => "a bool",
        long => "a whole number",
        double => "a number",
        string => "a text",
        object?[] => "a tuple",
        List<object?> => "a list",
        PickleDictionary => "a dictionary",
        TorchStorage => "a storage",
        PickledTensor => "a tensor",
        PickleGlobal global => global.Name,
        _ => throw new InvalidOperationException($"No pickle holds a {value.GetType()}."),
    };
}
