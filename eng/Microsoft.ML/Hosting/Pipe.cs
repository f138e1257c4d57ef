namespace Microsoft.ML.Runtime;

/// <summary>A pipe that passes every message to one listener.</summary>
internal class Pipe<TMessage> : IPipe<TMessage>
{
    private readonly Action<string, TMessage> _listener;

    public Pipe(string source, Action<string, TMessage> listener)
    {
        ContextDescription = source;
        _listener = listener;
    }

    public string ContextDescription { get; }

    protected bool IsDisposed { get; private set; }

    public TException Process<TException>(TException ex)
        where TException : Exception => ExceptionMarking.Mark(ex, ContextDescription);

    public void Send(TMessage msg) => _listener(ContextDescription, msg);

    public virtual void Dispose() => IsDisposed = true;
}
