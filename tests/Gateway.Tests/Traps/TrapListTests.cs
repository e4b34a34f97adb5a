using System.Reflection;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Traps;

/// <summary>The traps of re-signing AWS calls, and where the test of each stands: <c>Class.Test</c>.</summary>
public sealed class TrapListTests
{
    public static TheoryData<string, string> Traps => new()
    {
        { "YARP rebuilds the path", "HostileTargetTests.Target_reaches_AWS_byte_for_byte_with_a_right_signature" },
        { "S3-family paths are encoded once and never normalised", "SigningTrapTests.S3_paths_are_encoded_once_and_never_normalised" },
        { "Every other service's path is encoded twice and normalised", "SigningTrapTests.Other_paths_are_normalised_and_encoded_twice" },
        { "Shared signer state", "ConcurrencyTests.Eighty_thousand_calls_of_sixty_four_callers_at_once_are_all_signed_right" },
        { "Raw plus, repeated and empty query keys", "SigningTrapTests.Raw_plus_repeated_and_empty_query_keys" },
        { "Header canonical form", "SigningTrapTests.Header_canonical_form_is_trimmed_and_collapsed" },
        { "Repeated headers", "HeaderTraps.Repeated_headers_are_signed_as_one_and_arrive_as_one" },
        { "Hop-by-hop and Forwarded headers", "MustsTests.Must_3_nothing_that_identifies_the_client_reaches_AWS" },
        { "Headers named by Connection", "DifferentialTests.Connection_cannot_take_a_header_out_of_the_request" },
        { "x-amz-* that the client did not sign", "MustsTests.Must_4_an_amz_header_that_the_client_did_not_sign_is_refused" },
        { "x-amz-* and content-md5 sent upstream unsigned", "MustsTests.Must_4_every_forwarded_amz_header_is_signed" },
        { "Host is set before signing", "SigningTrapTests.Host_is_needed_before_signing" },
        { "Host to service by prefix", "EndpointTableTests.Host_to_service_is_the_longest_exact_match" },
        { "Signing name is not the endpoint's name", "EndpointTableTests.Signing_name_is_not_the_endpoints_name" },
        { "Ambiguous signing names", "AmbiguousNameTests.What_nothing_decides_is_refused_with_the_variables_to_set" },
        { "Global services", "EndpointTableTests.Global_services_are_signed_in_their_own_region" },
        { "Partitions and *.api.aws", "EndpointTableTests.Partitions_and_api_aws_are_data" },
        { "FIPS and dual-stack hosts", "EndpointTableTests.Fips_and_dual_stack_hosts_stay_what_they_are" },
        { "Host prefixes", "EndpointTableTests.Host_prefixes_are_kept" },
        { "Base paths", "HeaderTraps.Base_path_is_part_of_what_was_signed_and_goes_no_further" },
        { "S3 addressing", "AddressingTests.A_host_below_the_domain_names_service_and_bucket" },
        { "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "MutationTests.Request_in_unsigned_chunks_with_a_trailer_goes_out_as_signed_or_not_at_all" },
        { "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "MutationTests.Request_in_signed_chunks_goes_out_as_signed_or_not_at_all" },
        { "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", "MutationTests.Request_in_signed_chunks_with_a_trailer_goes_out_as_signed_or_not_at_all" },
        { "The last bytes are held back until the final chunk verifies", "UnsignedTrailerStreamTests.Final_chunk_of_a_malformed_body_never_leaves" },
        { "STREAMING-AWS4-ECDSA-P256-*", "BodyTraps.Payload_that_cannot_be_signed_anew_is_refused_with_a_reason" },
        { "SigV4a and SigV2", "ClientTraps.Other_signatures_are_refused_in_words_that_say_how_to_switch" },
        { "x-amz-content-sha256 is always sent", "SigningTrapTests.Payload_hash_is_always_sent_for_S3" },
        { "A declared hash is checked while streaming", "MustsTests.Must_9_a_body_other_than_declared_never_becomes_an_object" },
        { "Expect: 100-continue", "BodyTraps.Expect_100_continue_is_answered_after_authorisation_and_never_signed" },
        { "Presigned GET", "AddressingTests.A_presigned_URL_is_verified_and_signed_anew" },
        { "Presigned PUT", "S3Traps.Presigned_PUT_becomes_the_object" },
        { "POST policies", "S3Traps.POST_policies_are_refused_clearly" },
        { "Presigned SigV2", "ClientTraps.Presigned_SigV2_and_SigV4a_are_refused_in_words_that_say_how_to_switch" },
        { "A session token in a URL is a secret", "S3Traps.Session_token_in_a_URL_stands_in_no_record" },
        { "Credential-vending calls", "VendingTraps.Credential_vending_calls_are_refused_in_every_protocol" },
        { "Clock", "MustsTests.Must_8_a_date_sixteen_minutes_off_is_refused_either_way" },
        { "Redirects from S3", "S3Traps.Redirect_from_S3_is_handed_to_the_client_and_never_followed" },
        { "Retries", "SentOnceTests.Call_with_a_body_is_not_sent_again_when_a_kept_connection_dies" },
        { "Responses stream", "UpstreamFaultTests.Event_stream_flows_as_it_comes" },
        { "Compression is opaque", "BodyTraps.Compression_is_opaque_PutMetricData_s_gzip_goes_through_untouched" },
        { "Event streams towards AWS", "BodyTraps.Event_stream_towards_AWS_with_a_Bearer_token_is_refused_with_a_reason" },
        { "User-Agent in SignedHeaders", "SigningTrapTests.User_Agent_in_SignedHeaders_is_verified_all_the_same" },
        { "No credentials", "MustsTests.Must_2_without_credentials_nothing_is_forwarded" },
        { "Account endpoints", "EndpointTableTests.Account_endpoints_are_understood" },
        { ".NET defaults", "SdkTests.S3_uploads_arrive_whole" },
        { "Smithy RPC v2 (CBOR)", "OperationDetectorTests.Path_names_the_operation_of_RPC_v2_CBOR" },
        { "Bearer to AWS", "HeaderTraps.Bearer_token_never_goes_up" },
        { "Body limits", "BadInputTests.A_body_beyond_what_may_be_held_is_refused_with_413" },
        { "Container provider: Authorization as the variable holds it", "ContainerDoorTests.The_raw_token_and_the_Bearer_form_are_both_taken" },
        { "AssumeRoleWithWebIdentity: codes that SDKs act upon", "BadTokenTests.STS_answers_400_with_the_code_that_SDKs_act_upon" },
        { "Credentials that refresh: their end is told", "ApiTests.Mode_forward_gives_gateway_credentials_in_the_same_shape" },
        { "Console federation", "ApiTests.Login_gives_the_federated_sign_in_URL_and_no_key_in_it" },
        { "Tokens as Keycloak makes them", "BadTokenTests.Api_answers_401_with_problem_details_and_a_challenge" },
        { "acr outlives its age, auth_time may be missing", "StepUpTests" },
        { "Organizations and groups", "ConditionTests" },
        { "cnf, exchanged tokens", "BadInputTests.Bad_JWT_credentials_get_the_code_that_SDKs_act_upon" },
        { "A URL presigned with JWT credentials", "AddressingTests.A_URL_presigned_with_JWT_credentials_works_and_its_token_goes_no_further" },
        { "A verifier of raw bytes in place of moto's", "StrictVerifierTests" },
    };

    [Theory]
    [MemberData(nameof(Traps))]
    public void Every_trap_has_a_test(string trap, string test)
    {
        var (name, method) = test.Split('.') is [var c, var m] ? (c, m) : (test, null);
        var found = typeof(TrapListTests).Assembly.GetTypes().Where(type => type.Name == name).ToList();

        found.ShouldNotBeEmpty(trap);
        found.SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .ShouldContain(candidate => (method == null || candidate.Name == method)
                && candidate.GetCustomAttributes().Any(attribute => attribute is FactAttribute || attribute.GetType().Name == "PropertyAttribute"), trap);
    }
}
