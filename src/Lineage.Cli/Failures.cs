using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Lineage.Cli.Output;
using Lineage.Client;
using Lineage.Columnar.Reading;

namespace Lineage.Cli;

/// <summary>What went wrong, in one line for people, with the fields that are wrong below it.</summary>
internal static class Failures
{
    /// <summary>The exit code of a failure. What nobody thought of counts as a failure of the service: the input may be right.</summary>
    private static int ExitCodeOf(Exception failure) => failure switch
    {
        CommandException refused => refused.ExitCode,
        OperationCanceledException => ExitCodes.Cancelled,
        RpcException rpc => Blames(rpc.StatusCode) ? ExitCodes.Unavailable : ExitCodes.Usage,
        TableFormatException or IOException or UnauthorizedAccessException => ExitCodes.Usage,
        InvalidProtocolBufferException or JsonException => ExitCodes.Usage,
        _ => ExitCodes.Unavailable,
    };

    /// <summary>Tells a failure.</summary>
    /// <param name="terminal">Where to tell it.</param>
    /// <param name="failure">What went wrong.</param>
    /// <param name="server">The server that was called, which a failed connection does not name.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Terminal terminal, Exception failure, string server)
    {
        if (failure is OperationCanceledException)
        {
            terminal.Error.WriteLine("cancelled");
        }
        else if (failure is LineageRpcException { StatusCode: StatusCode.Unavailable, Reason: V1.ErrorReason.Unspecified })
        {
            Tell(terminal, $"{server} does not answer: {failure.Message} ({Words.Code(StatusCode.Unavailable)})");
        }
        else if (failure is LineageRpcException rpc)
        {
            Report(terminal, rpc);
        }
        else
        {
            Tell(terminal, failure.Message);
        }

        return ExitCodeOf(failure);
    }

    /// <summary>Tells everything that is wrong with the command line itself.</summary>
    public static int Report(Terminal terminal, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Tell(terminal, Plain(error.Message));
        }

        var path = string.Join(' ', Path(parsed.CommandResult.Command).Reverse());
        terminal.Error.WriteLine($"Try '{path} --help'.");
        return ExitCodes.Usage;
    }

    /// <summary>The parser's messages in one line, and without the names of .NET's types.</summary>
    private static string Plain(string message)
    {
        var type = message.IndexOf(" as expected type '", StringComparison.Ordinal);
        return string.Join(' ', (type < 0 ? message : $"{message[..type]}.").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool Blames(StatusCode code) =>
        code is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss or StatusCode.Unimplemented;

    private static void Report(Terminal terminal, LineageRpcException failure)
    {
        var reason = failure.Reason == V1.ErrorReason.Unspecified ? string.Empty : $" {Words.Of(failure.Reason)}";
        var code = $"({Words.Code(failure.StatusCode)}{reason})";
        if (failure.Violations.Count == 0)
        {
            Tell(terminal, $"{failure.Message} {code}");
            return;
        }

        Tell(terminal, $"{failure.Violations.Count} field{(failure.Violations.Count == 1 ? " is" : "s are")} wrong {code}");
        foreach (var violation in failure.Violations)
        {
            terminal.Error.WriteLine($"  {Words.Safe(violation.Field)}: {Words.Safe(violation.Description)}");
        }
    }

    private static void Tell(Terminal terminal, string message) => terminal.Error.WriteLine($"error: {Words.Safe(message)}");

    private static IEnumerable<string> Path(Command command)
    {
        for (var current = command; current is not null; current = current.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return current is RootCommand ? "lineage" : current.Name;
        }
    }
}
