namespace Microsoft.ML.Runtime;

internal static class ExceptionMarking
{
    private const string ComponentKey = "Throwing component";

    /// <summary>Notes in the exception which component threw it, unless an inner one has already.</summary>
    public static TException Mark<TException>(TException exception, string component)
        where TException : Exception
    {
        if (exception is not null && !exception.Data.Contains(ComponentKey))
            exception.Data[ComponentKey] = component;
        return exception;
    }
}
