// Written by ./parley gen from the server's OpenAPI document; a test holds the two together.
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process can do its work */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the audit log */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the tenant's settings */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the tenant's settings */
        patch: operations["patchTenant"];
        trace?: never;
    };
    "/api/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all tenants of the install */
        get: operations["getTenants"];
        put?: never;
        /** Make a tenant */
        post: operations["postTenants"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events as they happen */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blocklist/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a CSV or XLSX of numbers to block; with start=true at once */
        post: operations["postBlocklistImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/drivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The drivers of this install */
        get: operations["getDrivers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pacing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the pacing profiles mean */
        get: operations["getPacing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what the pacing profiles mean */
        patch: operations["patchPacing"];
        trace?: never;
    };
    "/hooks/cloud": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meta's question whether its events are expected */
        get: operations["getHooksCloud"];
        put?: never;
        /** Meta's events */
        post: operations["postHooksCloud"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/networks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pretended networks */
        get: operations["getSimulatorNetworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/analytics/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures over time */
        get: operations["getAnalyticsActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a browser */
        post: operations["postAuthLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish a sign-in with the second factor */
        post: operations["postAuthLoginCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a program */
        post: operations["postAuthToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get the next access token */
        post: operations["postAuthRefresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out */
        post: operations["postAuthLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: operations["getAuthMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the own name */
        patch: operations["patchAuthMe"];
        trace?: never;
    };
    "/api/auth/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a tenant */
        post: operations["postAuthTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change or set the password */
        post: operations["postAuthPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the ways to sign in */
        get: operations["getAuthWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/2fa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the second factor */
        get: operations["getAuth2fa"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/2fa/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Get a secret for an authenticator app */
        post: operations["postAuth2faSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/2fa/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enable the second factor */
        post: operations["postAuth2faEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/2fa/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disable the second factor */
        post: operations["postAuth2faDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/2fa/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Renew the recovery codes */
        post: operations["postAuth2faRecoveryCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the passkeys */
        get: operations["getAuthPasskeys"];
        put?: never;
        /** Add a passkey */
        post: operations["postAuthPasskeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkeys/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to make a passkey */
        post: operations["postAuthPasskeysOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkeys/confirm-options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to confirm with a passkey */
        post: operations["postAuthPasskeysConfirmOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkeys/{id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a passkey */
        post: operations["postAuthPasskeysByIdRemove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkey-login/options": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in with a passkey */
        post: operations["postAuthPasskeyLoginOptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/passkey-login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with a passkey */
        post: operations["postAuthPasskeyLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the people of the tenant */
        get: operations["getUsers"];
        put?: never;
        /** Bring a person into the tenant */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a person from the tenant */
        delete: operations["deleteUsersById"];
        options?: never;
        head?: never;
        /** Change a person's role */
        patch: operations["patchUsersById"];
        trace?: never;
    };
    "/api/users/{id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset a person's password */
        post: operations["postUsersByIdResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API keys */
        get: operations["getApiKeys"];
        put?: never;
        /** Create an API key */
        post: operations["postApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key */
        delete: operations["deleteApiKeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The uploaded files, newest first */
        get: operations["getMedia"];
        put?: never;
        /** Upload a file */
        post: operations["postMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One file, and where it is needed */
        get: operations["getMediaById"];
        put?: never;
        post?: never;
        /** Delete a file */
        delete: operations["deleteMediaById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/media/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file itself */
        get: operations["getMediaByIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger */
        get: operations["getMessages"];
        put?: never;
        /** Send one message */
        post: operations["postMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a message stands, and why */
        get: operations["getMessagesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed message again, or one of which nobody knows whether it left */
        post: operations["postMessagesByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not send a message that waits */
        post: operations["postMessagesByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/{id}/mark-sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle a message of which nobody knew: it left */
        post: operations["postMessagesByIdMarkSent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits, how fast it goes out, and what waits longest */
        get: operations["getQueueStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that want a person */
        get: operations["getQueueDeadLetters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try one again */
        post: operations["postQueueDeadLettersByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters/retry-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try all of a filter again */
        post: operations["postQueueDeadLettersRetryAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take one off the list */
        delete: operations["deleteQueueDeadLettersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/queue/dead-letters/drop-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take all of a filter off the list */
        post: operations["postQueueDeadLettersDropAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns, newest first */
        get: operations["getCampaigns"];
        put?: never;
        /** Write a campaign down */
        post: operations["postCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would get a campaign, and how long it would take */
        post: operations["postCampaignsCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign */
        get: operations["getCampaignsById"];
        put?: never;
        post?: never;
        /** Delete a campaign and its messages */
        delete: operations["deleteCampaignsById"];
        options?: never;
        head?: never;
        /** Change a draft or a scheduled one */
        patch: operations["patchCampaignsById"];
        trace?: never;
    };
    "/api/campaigns/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start it */
        post: operations["postCampaignsByIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hold it back */
        post: operations["postCampaignsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on */
        post: operations["postCampaignsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End it for good */
        post: operations["postCampaignsByIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try everything that failed again */
        post: operations["postCampaignsByIdRetryFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who will get it, and how long it will take */
        post: operations["postCampaignsByIdCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A draft like it */
        post: operations["postCampaignsByIdDuplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it to one number, for a look */
        post: operations["postCampaignsByIdTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live figures */
        get: operations["getCampaignsByIdStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/course": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What came of it in the course of time */
        get: operations["getCampaignsByIdCourse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who gets it, how far each is, and why not */
        get: operations["getCampaignsByIdRecipients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/campaigns/{id}/recipients.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file */
        get: operations["getCampaignsByIdRecipientsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the message templates */
        get: operations["getTemplates"];
        put?: never;
        /** Save a message template */
        post: operations["postTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a message template */
        get: operations["getTemplatesById"];
        /** Change a message template */
        put: operations["putTemplatesById"];
        post?: never;
        /** Delete a message template */
        delete: operations["deleteTemplatesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bulk sends, newest first */
        get: operations["getBulk"];
        put?: never;
        /** Send one text to many people at once */
        post: operations["postBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far one is */
        get: operations["getBulkById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each recipient */
        get: operations["getBulkByIdResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/bulk/{id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send nothing more of it */
        post: operations["postBulkByIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Broadcast lists, newest first */
        get: operations["getBroadcasts"];
        put?: never;
        /** Make a list and cut it into groups */
        post: operations["postBroadcasts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One list */
        get: operations["getBroadcastsById"];
        put?: never;
        post?: never;
        /** Delete a list; a sending of it stops */
        delete: operations["deleteBroadcastsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its groups */
        get: operations["getBroadcastsByIdGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its members, or those of a group */
        get: operations["getBroadcastsByIdMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send to its groups, one after the other */
        post: operations["postBroadcastsByIdSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/sends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Its sendings, newest first */
        get: operations["getBroadcastsByIdSends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/sends/{sendId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a sending is */
        get: operations["getBroadcastsByIdSendsBySendId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/sends/{sendId}/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far each group is */
        get: operations["getBroadcastsByIdSendsBySendIdGroups"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/broadcasts/{id}/sends/{sendId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send no further group */
        post: operations["postBroadcastsByIdSendsBySendIdStop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect a session */
        post: operations["postSessionStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/{id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A session's QR */
        get: operations["getSessionByIdQr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a session is connected */
        get: operations["getSessionByIdStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All sessions */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Log a session out */
        delete: operations["deleteSessionById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a text through a session */
        post: operations["postMessageSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message/send-bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a text to many through a session */
        post: operations["postMessageSendBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/message/send-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a text to many through all sessions */
        post: operations["postMessageSendAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/whatsapp/bulk-send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a text to many at once */
        post: operations["postWhatsappBulkSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/whatsapp/broadcast/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a broadcast list out of numbers */
        post: operations["postWhatsappBroadcastCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/whatsapp/broadcast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Broadcast lists with their progress */
        get: operations["getWhatsappBroadcast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/whatsapp/broadcast/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One broadcast list with its progress */
        get: operations["getWhatsappBroadcastById"];
        put?: never;
        post?: never;
        /** Remove a broadcast list */
        delete: operations["deleteWhatsappBroadcastById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/whatsapp/broadcast/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a broadcast list */
        post: operations["postWhatsappBroadcastByIdSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file of contacts for a job */
        post: operations["postUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/upload_attachment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload an attachment for a job */
        post: operations["postUploadAttachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a job */
        post: operations["postSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a job is */
        get: operations["getStatusByJobId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pause/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a job */
        post: operations["postPauseByJobId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/resume/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a job */
        post: operations["postResumeByJobId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stop/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job for good */
        post: operations["postStopByJobId"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest jobs */
        get: operations["getCompatJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a text */
        post: operations["postMessagesSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queue a text, to go after a delay */
        post: operations["postMessagesQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/campaign-send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a campaign and start it */
        post: operations["postMessagesCampaignSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/campaign-schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a campaign for a time */
        post: operations["postMessagesCampaignSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/schedule/{campaignId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a campaign off the schedule */
        delete: operations["deleteMessagesScheduleByCampaignId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/scheduled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns that wait for their time */
        get: operations["getMessagesScheduled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/queue/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The queue in the words of job queues */
        get: operations["getMessagesQueueStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/messages/queue/job/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One message as a queue job */
        get: operations["getMessagesQueueJobByJobId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Long work, newest first */
        get: operations["getJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Progress and result of one job */
        get: operations["getJobsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a job */
        post: operations["postJobsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: operations["getContactsImports"];
        put?: never;
        /** Upload a CSV or XLSX of contacts; with start=true import it at once */
        post: operations["postContactsImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Preview, progress and figures of an import */
        get: operations["getContactsImportsById"];
        put?: never;
        post?: never;
        /** Forget an upload or an ended import */
        delete: operations["deleteContactsImportsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/imports/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read an upload again with another encoding, delimiter, header or sheet */
        post: operations["postContactsImportsByIdPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/imports/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import an uploaded file */
        post: operations["postContactsImportsByIdStart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/imports/{id}/rejects.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that were not imported, and why */
        get: operations["getContactsImportsByIdRejectsCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts, page by page */
        get: operations["getContacts"];
        put?: never;
        /** Add a contact */
        post: operations["postContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contact */
        get: operations["getContactsById"];
        put?: never;
        post?: never;
        /** Delete a contact, or erase everything about the person */
        delete: operations["deleteContactsById"];
        options?: never;
        head?: never;
        /** Change a contact */
        patch: operations["patchContactsById"];
        trace?: never;
    };
    "/api/contacts/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that is stored about one person */
        get: operations["getContactsByIdExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/{id}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person said about being written to */
        get: operations["getContactsByIdConsent"];
        put?: never;
        /** Record a person's consent */
        post: operations["postContactsByIdConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags and how many contacts have each */
        get: operations["getContactsTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Variables and how many contacts have each */
        get: operations["getContactsVariables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tag or untag many contacts */
        post: operations["postContactsBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/contacts/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts as CSV */
        get: operations["getContactsExportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/blocklist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers that are never written to */
        get: operations["getBlocklist"];
        put?: never;
        /** Block numbers */
        post: operations["postBlocklist"];
        /** Unblock a number */
        delete: operations["deleteBlocklist"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved segments */
        get: operations["getSegments"];
        put?: never;
        /** Save a segment */
        post: operations["postSegments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One segment */
        get: operations["getSegmentsById"];
        /** Change a segment */
        put: operations["putSegmentsById"];
        post?: never;
        /** Delete a segment */
        delete: operations["deleteSegmentsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Count whom a filter means */
        post: operations["postSegmentsPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tenant's numbers */
        get: operations["getSenders"];
        put?: never;
        /** Add a number */
        post: operations["postSenders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers that are connected and not resting */
        get: operations["getSendersActive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One number */
        get: operations["getSendersById"];
        put?: never;
        post?: never;
        /** Delete a number */
        delete: operations["deleteSendersById"];
        options?: never;
        head?: never;
        /** Change a number */
        patch: operations["patchSendersById"];
        trace?: never;
    };
    "/api/senders/{id}/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect a number */
        post: operations["postSendersByIdConnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disconnect a number */
        post: operations["postSendersByIdDisconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log a number out */
        post: operations["postSendersByIdLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a number */
        post: operations["postSendersByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resume a number */
        post: operations["postSendersByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/rest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rest a number until a time */
        post: operations["postSendersByIdRest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR to scan */
        get: operations["getSendersByIdQr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/pairing-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a pairing code */
        post: operations["postSendersByIdPairingCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/session/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The session as a file, for another install */
        post: operations["postSendersByIdSessionExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/session/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an exported session in */
        post: operations["postSendersByIdSessionImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages and uptime by hour, day and driver */
        get: operations["getSendersByIdStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why it does not send now */
        get: operations["getSendersByIdWhy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/senders/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to it */
        get: operations["getSendersByIdHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cloud/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Business accounts of the Cloud API */
        get: operations["getCloudAccounts"];
        put?: never;
        /** Add a business account */
        post: operations["postCloudAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cloud/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One business account */
        get: operations["getCloudAccountsById"];
        put?: never;
        post?: never;
        /** Delete a business account */
        delete: operations["deleteCloudAccountsById"];
        options?: never;
        head?: never;
        /** Change a business account */
        patch: operations["patchCloudAccountsById"];
        trace?: never;
    };
    "/api/cloud/accounts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a business account */
        post: operations["postCloudAccountsByIdCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cloud/accounts/{id}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A business account's numbers */
        get: operations["getCloudAccountsByIdNumbers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cloud/accounts/{id}/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A business account's templates */
        get: operations["getCloudAccountsByIdTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cloud/accounts/{id}/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read the templates from WhatsApp */
        post: operations["postCloudAccountsByIdTemplatesSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cloud/senders/{senderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which number a sender is */
        get: operations["getCloudSendersBySenderId"];
        /** Choose a sender's business account */
        put: operations["putCloudSendersBySenderId"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/phones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Virtual phones */
        get: operations["getSimulatorPhones"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/phones/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One phone */
        get: operations["getSimulatorPhonesByNumber"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Make a phone different from the others */
        patch: operations["patchSimulatorPhonesByNumber"];
        trace?: never;
    };
    "/api/simulator/phones/{number}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Scan a QR with a phone */
        post: operations["postSimulatorPhonesByNumberScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/phones/{number}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a phone received and wrote */
        get: operations["getSimulatorPhonesByNumberMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/phones/{number}/messages/{id}/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that a phone received or sent */
        get: operations["getSimulatorPhonesByNumberMessagesByIdMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/phones/{number}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write from a phone */
        post: operations["postSimulatorPhonesByNumberSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/world": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the world behaves */
        get: operations["getSimulatorWorld"];
        /** Change how the world behaves */
        put: operations["putSimulatorWorld"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/world/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget all phones and faults */
        post: operations["postSimulatorWorldReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/cloud": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pretend business account of the Cloud API */
        get: operations["getSimulatorCloud"];
        /** Make or change the pretend business account */
        put: operations["putSimulatorCloud"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/sessions/{senderId}/fault": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let something go wrong with a session */
        post: operations["postSimulatorSessionsBySenderIdFault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/simulator/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much went through it */
        get: operations["getSimulatorStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AddPasskeyRequest: {
            /** @description To know it by: "Ana's laptop". */
            name: string;
            /** @description What `navigator.credentials.create` gave, as `toJSON()` writes it. */
            credential: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Whether a key opens anything.
         * @enum {string}
         */
        ApiKeyState: "active" | "expired" | "revoked";
        /** @description An approved template. A header of image, video or document takes `mediaId` beside it, a header of a place `location`. */
        ApprovedTemplateDraft: {
            /** @description As WhatsApp has it: small letters, digits and underscores. */
            name: string;
            /** @description As WhatsApp has it, such as pt_BR. */
            language: string;
            /** @description Values of a header that is a text. */
            header?: null | string[];
            /** @description Values of the body, in their order. */
            body?: null | string[];
            /** @description Values by name, for templates whose variables have names. */
            named?: null | {
                [key: string]: string;
            };
            /** @description Values of buttons that need one. */
            buttons?: null | components["schemas"]["TemplateButton"][];
        };
        /** @description One attempt to send a message. */
        AttemptView: {
            /** Format: int16 */
            number: number;
            method: string;
            /**
             * Format: uuid
             * @description One of the tenant's own WhatsApp numbers.
             */
            senderId: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: int32 */
            durationMs?: null | number;
            /** @description accepted, retry, refused, unknown, or in_flight. */
            outcome: string;
            reason?: null | components["schemas"]["Reason"];
            /** @description The driver's own words. */
            rawError?: null | string;
        };
        /** @description People whom the tenant knows; exactly one of the fields is set. */
        AudienceSpec: {
            /**
             * Format: uuid
             * @description Everybody who came with this file.
             */
            importId?: null | string;
            /** @description Everybody with at least one of these tags. */
            tags?: null | string[];
            /**
             * Format: uuid
             * @description Everybody in this segment, as it is when the campaign is made.
             */
            segmentId?: null | string;
            /**
             * Format: uuid
             * @description Everybody who was a recipient of this campaign.
             */
            campaignId?: null | string;
            /** @description Every contact. */
            all?: null | boolean;
            /**
             * Format: int32
             * @description How many were given with the campaign itself; never read from a request.
             */
            contacts?: null | number;
        };
        BeginPasskeyRequest: {
            /** @description The present one, of whoever has one. */
            password?: null | string;
            /** @description Of whoever has no password: the six digits that the app shows, or a recovery code. Who has neither must have signed in within ten minutes. */
            code?: null | string;
            /** @description A passkey in place of both: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
            credential?: {
                [key: string]: unknown;
            };
        };
        BlockNumbersRequest: {
            /** @description 1 to 200 characters, for whoever asks later. */
            reason: string;
            /** @description One number, in any spelling. */
            phoneNumber?: null | string;
            /** @description Or up to 10,000; more come as a file to `/api/blocklist/imports`. */
            phoneNumbers?: null | string[];
            /** @description Two letters, such as BR; the tenant's own when left out. */
            defaultRegion?: null | string;
        };
        BlockNumbersResponse: {
            /** Format: int32 */
            blocked: number;
            /**
             * Format: int32
             * @description Blocked already; they keep their first reason.
             */
            known: number;
        };
        /** @description Whom a list is made of; with numbers given, only how many. */
        BroadcastAudience: {
            /** @description Everybody with at least one of these tags. */
            tags?: null | string[];
            /**
             * Format: uuid
             * @description Everybody in this segment, as it is when the list is made.
             */
            segmentId?: null | string;
            /**
             * Format: uuid
             * @description Everybody who came with this imported file.
             */
            importId?: null | string;
            /** @description Every contact. */
            all?: null | boolean;
            /**
             * Format: int32
             * @description How many were given with the list itself; never read from a request.
             */
            numbers?: null | number;
            /** @description The segment's filter when the list was made; never read from a request. */
            filter?: {
                [key: string]: unknown;
            };
        };
        /** @description A sending of a list as the API shows it. */
        BroadcastSendView: {
            /**
             * Format: uuid
             * @description One sending of a list; its outbox queue has the same id.
             */
            id: string;
            /**
             * Format: uuid
             * @description A broadcast list.
             */
            broadcastId: string;
            state: components["schemas"]["BroadcastState"];
            /**
             * Format: int32
             * @description The last group that was handed to the outbox; 0 is none.
             */
            group: number;
            /** Format: int32 */
            groups: number;
            /**
             * Format: int32
             * @description From the end of one group to the next one.
             */
            pauseMs: number;
            /**
             * Format: date-time
             * @description Set while it waits for that time.
             */
            nextGroupAt?: null | string;
            figures?: null | components["schemas"]["SendFigures"];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt?: null | string;
        };
        /**
         * @description Where the sending of a list stands; docs/states/broadcast.md has the graph.
         * @enum {string}
         */
        BroadcastState: "waiting" | "sending" | "completed" | "stopped";
        /** @description A broadcast list as the API shows it. */
        BroadcastView: {
            /**
             * Format: uuid
             * @description A broadcast list.
             */
            id: string;
            name: string;
            /** @description `filling` while its members are being written, then `ready`. */
            phase: string;
            /** Format: int64 */
            members: number;
            /**
             * Format: int32
             * @description How many groups there are.
             */
            groups: number;
            /** Format: int32 */
            groupSize: number;
            audience: components["schemas"]["BroadcastAudience"];
            /** @description Given, but no members: `duplicate`, `invalid`. */
            leftOut: {
                [key: string]: number;
            };
            /**
             * Format: uuid
             * @description Its latest sending; null when it was never sent.
             */
            lastSend?: null | string;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        BulkRecipientJsonShape: {
            to?: null | string;
            phoneNumber?: null | string;
            name?: null | string;
            variables?: {
                [key: string]: unknown;
            };
        };
        /** @description What became of one recipient. */
        BulkResult: {
            /**
             * Format: int32
             * @description Place in the request, from 0.
             */
            index: number;
            /** @description E.164; null where no number was kept. */
            to?: null | string;
            /** @description A message's state, or `invalid` or `duplicate`. */
            status: string;
            /** Format: uuid */
            messageId?: null | string;
            reason?: null | components["schemas"]["Reason"];
            /** Format: uuid */
            senderId?: null | string;
            /** @description The driver that was used last. */
            method?: null | string;
        };
        /** @description A bulk send as the API shows it. */
        BulkView: {
            /**
             * Format: uuid
             * @description A bulk send; its outbox queue has the same id.
             */
            id: string;
            /** @description `running`, `completed` or `stopped`. */
            state: string;
            /**
             * Format: int32
             * @description Recipients of the request: those that became messages and those that were rejected.
             */
            given: number;
            /**
             * Format: int32
             * @description Numbers that cannot exist, and doubles.
             */
            rejected: number;
            figures: components["schemas"]["SendFigures"];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt?: null | string;
            /** @description One per recipient, in the order of the request; only in the answer to a small request. */
            results?: null | components["schemas"]["BulkResult"][];
        };
        /** @description What would become of a campaign if it were started now. */
        CampaignCheck: {
            /**
             * Format: int64
             * @description Everybody who was meant, doubles and impossible numbers with them.
             */
            given: number;
            /**
             * Format: int64
             * @description Who would get it.
             */
            willGet: number;
            /** @description Who would not, by reason, the most frequent first; together with WillGet it sums to Given. */
            willNotGet: components["schemas"]["CampaignCheckLeft"][];
            /** @description How many lack which variable of the text; somebody may lack several. */
            missingVariables: {
                [key: string]: number;
            };
            /** @description The first 100 of the numbers that cannot be. */
            rejects: components["schemas"]["GivenReject"][];
            /** @description Starting it would not be refused. */
            canStart: boolean;
            /** @description What a person should know before starting it, in sentences. */
            notices: string[];
            estimate: components["schemas"]["CampaignCheckDuration"];
            /**
             * Format: int32
             * @description How many of its senders are of the simulator while others are not: what those send reaches nobody. 0 where all or none are.
             */
            simulatedSenders: number;
            /**
             * Format: int64
             * @description How many of those who get it only some of its senders can reach: to the others the person wrote too long ago, or never, for a free message.
             */
            onlyOtherSenders: number;
        };
        /** @description About how long it takes, when its senders send nothing else. */
        CampaignCheckDuration: {
            /**
             * Format: date-time
             * @description When the first one can go.
             */
            startsAt?: null | string;
            /**
             * Format: date-time
             * @description Null: not within a year, or never.
             */
            endsAt?: null | string;
            /** Format: double */
            seconds?: null | number;
            /**
             * Format: int64
             * @description Before the scheduled end; all of them when there is none.
             */
            sentInTime: number;
            /**
             * Format: int32
             * @description How many it was reckoned with.
             */
            senders: number;
            /**
             * Format: int32
             * @description How many of the campaign's are connected now.
             */
            sendersConnected: number;
        };
        CampaignCheckLeft: {
            /** @description Slug. */
            reason: string;
            sentence: string;
            /** Format: int64 */
            amount: number;
        };
        /** @description A campaign as a caller writes it. */
        CampaignDraft: {
            name?: null | string;
            template?: null | components["schemas"]["TemplateDraft"];
            /** @description Instead of one template: 2 to 10, each for its share of the recipients. */
            variants?: null | components["schemas"]["VariantDraft"][];
            /** @description Up to 10,000 people with their variables; more are uploaded as a file. */
            contacts?: null | components["schemas"]["RecipientDraft"][];
            audience?: null | components["schemas"]["AudienceSpec"];
            /** @description Ids or names of the senders that may send it; left out, all of the tenant's. */
            senderIds?: null | string[];
            /**
             * Format: date-time
             * @description Starts by itself then; left out, it stays a draft until it is started.
             */
            scheduledStart?: null | string;
            /**
             * Format: date-time
             * @description What is not sent by then expires.
             */
            scheduledEnd?: null | string;
            /** @description Daily hours, such as 09:00; an end before the start spans midnight. */
            timeWindowStart?: null | string;
            timeWindowEnd?: null | string;
            /** @description IANA name of the zone of hours and weekdays, or `recipient` for each recipient's own; left out, the tenant's. */
            timeZone?: null | string;
            /** @description 1 Monday to 7 Sunday; left out, every day. */
            weekdays?: null | number[];
            pacing?: null | components["schemas"]["PacingSpec"];
            /**
             * Format: int32
             * @description Instead of pacing: shortest gap between two messages of a sender, in milliseconds.
             */
            minDelay?: null | number;
            /**
             * Format: int32
             * @description Longest gap, in milliseconds.
             */
            maxDelay?: null | number;
            /** @description Shows "typing…" before each message; left out, as each sender is set. */
            enableTyping?: null | boolean;
            /**
             * Format: int32
             * @description How often a message is tried, 1 to 10; left out, 3.
             */
            attempts?: null | number;
            /**
             * Format: int32
             * @description −10 to 10; among campaigns, higher goes first.
             */
            priority?: null | number;
            /** @description Starts although some recipients lack variables of the text; those fail, each with its reason. */
            skipIncomplete?: null | boolean;
            winner?: null | components["schemas"]["WinnerRule"];
        };
        /** @description The figures of a campaign at one moment. Pending, sent, failed, suppressed, expired, cancelled and unknown sum to the total. */
        CampaignFigures: {
            state: components["schemas"]["CampaignState"];
            /**
             * Format: int64
             * @description Recipients, with those who must not be written to.
             */
            total: number;
            /**
             * Format: int64
             * @description Waiting, being sent, or about to be tried again.
             */
            pending: number;
            /**
             * Format: int64
             * @description Accepted by the network, delivered and read ones with them.
             */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            suppressed: number;
            /** Format: int64 */
            expired: number;
            /** Format: int64 */
            cancelled: number;
            /**
             * Format: int64
             * @description Nobody knows whether they left.
             */
            unknown: number;
            /**
             * Format: int64
             * @description Attempts that failed and were repeated.
             */
            retried: number;
            /**
             * Format: double
             * @description Sent in the last minute, per second.
             */
            perSecond: number;
            /**
             * Format: date-time
             * @description When nothing is left at this rate; null while nothing moves.
             */
            estimatedEnd?: null | string;
            byDriver: {
                [key: string]: components["schemas"]["CampaignFiguresFunnel"];
            };
            byVariant: components["schemas"]["CampaignFiguresOfVariant"][];
            reasons: components["schemas"]["CampaignFiguresWhy"][];
        };
        CampaignFiguresFunnel: {
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /**
             * Format: int64
             * @description Messages that ended so with this driver.
             */
            failed: number;
            /**
             * Format: int64
             * @description Attempts that did not send and were made again, through this driver or through the sender's fallback.
             */
            failedAttempts: number;
        };
        CampaignFiguresOfVariant: {
            name: string;
            /** Format: int32 */
            weight: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            suppressed: number;
            /**
             * Format: int64
             * @description People who wrote after they had got it, within a week.
             */
            replied: number;
            /** Format: int64 */
            optedOut: number;
        };
        CampaignFiguresWhy: {
            /** @description failed, suppressed or unknown. */
            state: string;
            slug: string;
            sentence: string;
            /** Format: int64 */
            amount: number;
        };
        /**
         * @description Where a campaign stands; docs/states/campaign.md has the graph.
         * @enum {string}
         */
        CampaignState: "draft" | "scheduled" | "running" | "paused" | "waiting_for_login" | "completed" | "stopped" | "failed";
        /** @description A campaign as the API shows it. */
        CampaignView: {
            /**
             * Format: uuid
             * @description A campaign; its outbox queue has the same id.
             */
            id: string;
            name: string;
            state: components["schemas"]["CampaignState"];
            /** @description Why it failed, or was not started at its time. */
            problem?: null | string;
            variants: components["schemas"]["CampaignViewShownVariant"][];
            audience: components["schemas"]["CampaignViewShownAudience"];
            /** @description Null: all of the tenant's. */
            senderIds?: null | unknown[];
            pacing?: null | components["schemas"]["PacingSpec"];
            enableTyping?: null | boolean;
            /** Format: int32 */
            attempts: number;
            /** Format: int32 */
            priority: number;
            skipIncomplete: boolean;
            window?: null | components["schemas"]["SendWindow"];
            /** Format: date-time */
            scheduledStart?: null | string;
            /** Format: date-time */
            scheduledEnd?: null | string;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            startedAt?: null | string;
            /** Format: date-time */
            finishedAt?: null | string;
            winnerRule?: null | components["schemas"]["WinnerRule"];
            /** @description Name of the variant that took what was left; null while none did. */
            winner?: null | string;
            /** Format: date-time */
            winnerAt?: null | string;
            figures?: null | components["schemas"]["SendFigures"];
        };
        CampaignViewShownAudience: {
            source: components["schemas"]["AudienceSpec"];
            /** @description clearing, expanding, counting, retrying, ready or ended: see docs/states/campaign.md. */
            phase: string;
            /**
             * Format: int64
             * @description Recipients so far, with those who must not be written to.
             */
            total: number;
            /** @description Given but no recipients: `duplicate`, `invalid`. */
            leftOut: {
                [key: string]: number;
            };
            /** @description The first 100 of the invalid ones. */
            rejects: unknown[];
            /** @description How many recipients lack which variable. */
            missingVariables: {
                [key: string]: number;
            };
        };
        CampaignViewShownVariant: {
            name: string;
            /**
             * Format: int32
             * @description Its share is its weight among all weights.
             */
            weight: number;
            content: components["schemas"]["MessageContent"];
        };
        CancelJobResponse: {
            /**
             * Format: uuid
             * @description One piece of long work.
             */
            id: string;
            state: components["schemas"]["JobState"];
        };
        CauseFaultRequest: {
            kind: null | components["schemas"]["FaultKind"];
            /**
             * Format: int64
             * @description How long; left out: disconnect does not last, freeze takes 60 s, ban and restrict last until the reset.
             */
            forMs?: null | number;
        };
        /** @description Fields as in POST /api/campaigns. A template replaces variants and the other way round; contacts replace an audience and the other way round. */
        ChangeCampaignRequest: {
            name?: string;
            /** @description A field of a PATCH: left out (nothing changes) is not the same as null (the value is taken away). */
            template?: null | string | components["schemas"]["ContentDraft"];
            variants?: components["schemas"]["VariantDraft"][];
            contacts?: components["schemas"]["RecipientDraft"][];
            audience?: {
                /**
                 * Format: uuid
                 * @description Everybody who came with this file.
                 */
                importId?: null | string;
                /** @description Everybody with at least one of these tags. */
                tags?: null | string[];
                /**
                 * Format: uuid
                 * @description Everybody in this segment, as it is when the campaign is made.
                 */
                segmentId?: null | string;
                /**
                 * Format: uuid
                 * @description Everybody who was a recipient of this campaign.
                 */
                campaignId?: null | string;
                /** @description Every contact. */
                all?: null | boolean;
                /**
                 * Format: int32
                 * @description How many were given with the campaign itself; never read from a request.
                 */
                contacts?: null | number;
            };
            senderIds?: null | (null | string)[];
            /**
             * Format: date-time
             * @description Null takes it off the schedule.
             */
            scheduledStart?: null | string;
            /** Format: date-time */
            scheduledEnd?: null | string;
            timeWindowStart?: null | string;
            timeWindowEnd?: null | string;
            timeZone?: null | string;
            weekdays?: null | (null | number)[];
            /** @description A field of a PATCH: left out (nothing changes) is not the same as null (the value is taken away). */
            pacing?: null | components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
            /** Format: int32 */
            minDelay?: null | number;
            /** Format: int32 */
            maxDelay?: null | number;
            enableTyping?: null | boolean;
            /** Format: int32 */
            attempts?: null | number;
            /** Format: int32 */
            priority?: null | number;
            skipIncomplete?: null | boolean;
            winner?: null | {
                /** @description What counts. */
                by?: components["schemas"]["WinnerBy"];
                /**
                 * Format: int32
                 * @description It is decided when each variant was sent to this many people: 10 to 1,000,000. Too few decide by chance.
                 */
                afterSent?: number;
            };
        };
        ChangeCloudAccountRequest: {
            name?: null | string;
            accessToken?: null | string;
            appSecret?: null | string;
            apiVersion?: null | string;
            /**
             * @description True makes another one; the webhook that was set up with the old one goes on.
             * @default false
             */
            newVerifyToken: boolean;
        };
        /** @description What is left out stays. An empty text empties the field. */
        ChangeContactRequest: {
            phoneNumber?: null | string;
            name?: null | string;
            language?: null | string;
            timeZone?: null | string;
            /** @description Set one by one; null removes the variable. */
            variables?: null | Record<string, never>;
            /** @description All of them; left out they stay. */
            tags?: null | string[];
            defaultRegion?: null | string;
        };
        ChangeMeRequest: {
            /** @description What colleagues see; null or empty: the e-mail instead. */
            name?: null | string;
        };
        ChangePacingRequest: {
            /**
             * @description Of senders that are added from now on; others keep theirs.
             * @enum {string}
             */
            defaultProfile?: "fast" | "balanced" | "safe" | "human" | "none";
            /** @description In numbers, with a gap of 100 ms at least; null: the install's. */
            fast?: null | components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
            /** @description In numbers, or null. */
            balanced?: null | components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
            /** @description In numbers, or null. */
            safe?: null | components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
            /** @description In numbers, or null. */
            human?: null | components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
        };
        ChangePasswordRequest: {
            newPassword: string;
            /** @description Of whoever has one. */
            currentPassword?: null | string;
            /** @description Of whoever has no password and a second factor: the six digits that the app shows, or a recovery code. Who has neither signs in once more, just before. */
            code?: null | string;
            /** @description A passkey in place of both: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
            credential?: {
                [key: string]: unknown;
            };
        };
        ChangePhoneRequest: {
            /** @description While false, deliveries wait. */
            online?: null | boolean;
            /** @description Whether the number has an account, whatever the world's rate says; null: as the rate says again. */
            registered?: null | boolean;
            /** @description Numbers whose messages never arrive; replaces the list before. */
            blocks?: null | string[];
            /**
             * Format: int32
             * @description From delivered to read, up to a day, instead of the world's; null: the world's again.
             */
            readAfterMs?: null | number;
            /**
             * Format: int32
             * @description From taken to delivered, up to a day, instead of the world's; null: the world's again.
             */
            deliverAfterMs?: null | number;
            /** @description The person answers every message that is read with this; null and empty stop that. */
            replyWith?: null | string;
        };
        ChangeRoleRequest: {
            role: null | components["schemas"]["Role"];
        };
        ChangeTenantRequest: {
            /** @description 1 to 120 characters. */
            name?: string;
            /** @description IANA name such as America/Sao_Paulo. */
            timeZone?: string;
            /** @description Two letters such as BR, or null. */
            defaultRegion?: null | string;
            requireOptIn?: boolean;
            /**
             * Format: int32
             * @description 1 or more, together with CapDays (1 to 365), or both null.
             */
            capMessages?: null | number;
            /** Format: int32 */
            capDays?: null | number;
            /**
             * Format: time
             * @description A time such as 21:00, together with QuietTo, or both null.
             */
            quietFrom?: null | string;
            /** Format: time */
            quietTo?: null | string;
            /** @description 1 to 100 words of up to 40 characters; upper and lower case, accents and punctuation make no difference. */
            optOutWords?: string[];
            optInWords?: string[];
            /** @description Up to 1000 characters, or null for no answer. */
            optOutReply?: null | string;
            optInReply?: null | string;
        };
        ChangeWorldRequest: {
            /**
             * Format: int64
             * @description The same seed gives every message the same fate again.
             */
            seed?: null | number;
            /**
             * Format: int32
             * @description From taking a message to saying so.
             */
            latencyMs?: null | number;
            /**
             * Format: int32
             * @description From taken to delivered.
             */
            deliverAfterMs?: null | number;
            /**
             * Format: int32
             * @description From delivered to read.
             */
            readAfterMs?: null | number;
            /**
             * Format: double
             * @description Share of messages that are read at all.
             */
            readRate?: null | number;
            /**
             * Format: double
             * @description Share of tries that surely do not leave.
             */
            transientFailureRate?: null | number;
            /**
             * Format: double
             * @description Share of tries without an answer; half of them reach the person.
             */
            unknownRate?: null | number;
            /**
             * Format: double
             * @description Share of numbers without an account.
             */
            unregisteredRate?: null | number;
            /**
             * Format: double
             * @description Share of receipts that never come.
             */
            lostReceiptRate?: null | number;
            /**
             * Format: double
             * @description Share of events that come twice.
             */
            duplicateEventRate?: null | number;
            /**
             * Format: double
             * @description Share of messages whose read receipt comes before the delivered one, and of people's messages that the next one overtakes.
             */
            reorderRate?: null | number;
        };
        /** @description What a driver can do, as data: used to refuse before queueing, shown in the dashboard, and read by the contract suite. */
        ChannelCapabilities: {
            /** @description Kinds of content it can send. */
            content: components["schemas"]["ContentKind"][];
            /**
             * Format: int32
             * @description Longest text in UTF-16 code units.
             */
            maxTextLength: number;
            /** @description Largest media file in bytes, by kind; a kind that is missing has no limit but the server's own. */
            maxMediaBytes: {
                [key: string]: number;
            };
            /** @description The message id can be chosen by the sender of a message. */
            choosesMessageId: boolean;
            /** @description A repeat with the same chosen id reaches the person once, so an unknown outcome may be tried again. */
            deduplicatesById: boolean;
            /**
             * Format: int32
             * @description How many sends one session takes at once when its pacing is `none`.
             */
            maxInFlight: number;
            receipts: boolean;
            typing: boolean;
            numberCheck: boolean;
            pairsByQr: boolean;
            pairsByCode: boolean;
            edits: boolean;
            deletes: boolean;
            /** @description A session lives on a connection that can be lost, or be taken over by a second login. False: every call stands for itself. */
            holdsConnection?: boolean;
            /** @description What the sender's own phone writes is told as MessageEchoed. */
            echoes?: boolean;
            /** @description Free-form messages are allowed only this long after the person's last message; null is no such rule. */
            freeFormWindow?: null | string;
        };
        CheckCloudAccountResponse: {
            ok: boolean;
            /** @description For a person: what Meta answered and what to do about it. */
            sentence: string;
            reason?: null | components["schemas"]["Reason"];
            /**
             * Format: int32
             * @description How many numbers the account has; left out when Meta did not say.
             */
            numbers?: null | number;
            /** Format: date-time */
            checkedAt: string;
        };
        ChoiceList: {
            /** @description What opens the list; up to 20 characters. */
            button: string;
            /** @description With up to 10 rows in all. */
            sections: components["schemas"]["ChoiceSection"][];
        };
        ChoiceRow: {
            id: string;
            /** @description Up to 24 characters. */
            title: string;
            /** @description Up to 72 characters. */
            description?: null | string;
        };
        ChoiceSection: {
            /** @description Needed where there are several sections; up to 24 characters. */
            title?: null | string;
            rows: components["schemas"]["ChoiceRow"][];
        };
        ChooseSenderNumberRequest: {
            /** Format: uuid */
            accountId: null | string;
            /** @description Meta's id of the number; left out, Meta is asked which of the account's numbers is the sender's. */
            phoneNumberId?: null | string;
        };
        ChooseTenantRequest: {
            /** @description Id or slug of a tenant that the person belongs to. */
            tenant: string;
        };
        /** @description A business account as the API shows it. Its access token and app secret are never given out again. */
        CloudAccountView: {
            /**
             * Format: uuid
             * @description A business account at WhatsApp's official API.
             */
            id: string;
            name: string;
            /** @description Meta's id of it (WABA id). */
            businessAccountId: string;
            apiVersion: string;
            /** @description Goes into Meta's app beside the webhook's address. */
            verifyToken: string;
            /** @description Where Meta is to send its events. */
            webhookUrl: string;
            /**
             * Format: int32
             * @description How many senders use it.
             */
            senders: number;
            /**
             * Format: date-time
             * @description When Meta last told something of it, to the minute; left out while it never did.
             */
            lastWebhookAt?: null | string;
            /**
             * Format: date-time
             * @description When Meta was last asked whether the token is good.
             */
            checkedAt?: null | string;
            problem?: null | components["schemas"]["Reason"];
            /** Format: date-time */
            templatesSyncedAt?: null | string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CloudTemplateBody: {
            text: string;
            /** @description Names, or numbers from 1. */
            variables: string[];
        };
        CloudTemplateButton: {
            /**
             * Format: int32
             * @description From 0.
             */
            index: number;
            /** @description quick_reply, url, phone_number, copy_code … */
            type: string;
            text: string;
            /** @description It cannot be sent without a value for this button. */
            needsValue: boolean;
        };
        CloudTemplateHeader: {
            /** @description text, image, video, document, location. */
            format: string;
            text?: null | string;
            /** @description Names, or numbers from 1. */
            variables: string[];
        };
        /** @description A message template of a business account, as WhatsApp has it. */
        CloudTemplateView: {
            /** Format: uuid */
            id: string;
            /** @description Meta's id of it. */
            metaId: string;
            name: string;
            /** @description Such as pt_BR. */
            language: string;
            /** @description marketing, utility, authentication. */
            category?: null | string;
            /** @description approved, pending, rejected, paused, disabled … Only approved ones can be sent. */
            status: string;
            /** @description Why it was rejected or paused. */
            reason?: null | string;
            /** @description green, yellow, red, unknown. */
            quality?: null | string;
            /** @description positional: values in order; named: values by name. */
            parameterFormat: string;
            header?: null | components["schemas"]["CloudTemplateHeader"];
            body?: null | components["schemas"]["CloudTemplateBody"];
            footer?: null | string;
            buttons: components["schemas"]["CloudTemplateButton"][];
            /** Format: date-time */
            updatedAt: string;
        };
        ConnectSenderRequest: {
            /** @description Connect through this one of its two drivers; when left out, through the primary, and through the fallback if that has a login or needs none. */
            driver?: null | string;
        };
        /**
         * @description What a person said about being written to. Someone who opted out is never written to, whatever a feature asks for.
         * @enum {string}
         */
        ConsentState: "unknown" | "opted_in" | "opted_out";
        ContactCard: {
            name: string;
            phones: string[];
            organization?: null | string;
        };
        /** @description A contact as the API answers it. */
        ContactView: {
            /**
             * Format: uuid
             * @description A person that the tenant knows.
             */
            id: string;
            phoneNumber?: null | components["schemas"]["PhoneNumber"];
            lid?: null | string;
            name?: null | string;
            language?: null | string;
            timeZone?: null | string;
            variables: {
                [key: string]: unknown;
            };
            tags: string[];
            consent: components["schemas"]["ConsentState"];
            /** Format: date-time */
            consentAt?: null | string;
            /** @description On the blocklist: nothing is sent, whatever the consent. */
            blocked: boolean;
            /** Format: date-time */
            lastInboundAt?: null | string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description The id by which WhatsApp's official API tells a business who this is, with the number or without. */
            businessUserId?: null | string;
            /**
             * Format: date-time
             * @description When the last message to them left. Not given in lists.
             */
            lastOutboundAt?: null | string;
        };
        /** @description What a message says, as a caller writes it: a text, or one other kind of content with a caption. Templates are written the same way, with `{{placeholders}}` in their texts. ReadContent turns it into what is stored. */
        ContentDraft: {
            /** @description Text of the message, or caption of the file. */
            text?: null | string;
            /**
             * Format: uuid
             * @description Id of an uploaded file (`POST /api/media`).
             */
            mediaId?: null | string;
            sendAs?: null | components["schemas"]["ContentKind"];
            location?: null | components["schemas"]["GeoLocation"];
            contact?: null | components["schemas"]["ContactCard"];
            poll?: null | components["schemas"]["PollDraft"];
            reaction?: null | components["schemas"]["ReactionDraft"];
            template?: null | components["schemas"]["ApprovedTemplateDraft"];
            interactive?: null | components["schemas"]["InteractiveDraft"];
            /**
             * Format: uuid
             * @description Id of the message that is answered.
             */
            replyTo?: null | string;
            /** @description Numbers that the text mentions, up to 100. */
            mentions?: null | string[];
            /** @description Whether a link in the text shows a preview; left out, the driver decides. */
            linkPreview?: null | boolean;
        };
        /**
         * @description Kinds of content; ContentKind.Text is also the caption of media.
         * @enum {string}
         */
        ContentKind: "text" | "image" | "video" | "audio" | "voice" | "document" | "sticker" | "location" | "contact" | "reaction" | "poll" | "template" | "interactive" | "unsupported";
        CreateApiKeyRequest: {
            /** @description 1 to 80 characters: who uses it. */
            name: string;
            /** @description Some of `read`, `messages:send`, `campaigns:write`, `*`. */
            scopes: string[];
            /**
             * Format: date-time
             * @description Null: until it is revoked.
             */
            expiresAt?: null | string;
        };
        CreateApiKeyResponse: {
            /**
             * Format: uuid
             * @description An API key.
             */
            id: string;
            name: string;
            /** @description Send it as `Authorization: Bearer`, `X-Api-Key` or `apikey`. It is shown only here. */
            key: string;
            prefix: string;
            scopes: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: null | string;
        };
        CreateBroadcastRequest: {
            name: string;
            /** @description Up to 10,000 numbers; more come in as a file of contacts. */
            numbers?: null | string[];
            audience?: null | components["schemas"]["BroadcastAudience"];
            /**
             * Format: int32
             * @description Members of a group; 256 when left out.
             */
            groupSize?: null | number;
        };
        CreateCloudAccountRequest: {
            /** @description 1 to 80 characters, unique in the tenant whatever the case. */
            name: string;
            /** @description Meta's id of the WhatsApp Business account: digits. */
            businessAccountId: string;
            /** @description Of a system user with the permissions whatsapp_business_messaging and whatsapp_business_management. */
            accessToken: string;
            /** @description Of the app that the webhook is set up in: its events are signed with it. */
            appSecret: string;
            /** @description Such as v23.0; the install's when left out. */
            apiVersion?: null | string;
        };
        CreateContactRequest: {
            /** @description In any spelling; without a country code the default region's. */
            phoneNumber: string;
            name?: null | string;
            language?: null | string;
            timeZone?: null | string;
            /** @description Free values by name, for texts and segments. */
            variables?: null | Record<string, never>;
            tags?: null | string[];
            consent?: null | components["schemas"]["SetConsentRequest"];
            /** @description Two letters, such as BR; the tenant's own when left out. */
            defaultRegion?: null | string;
        };
        CreateSenderRequest: {
            /** @description 1 to 80 characters, unique in the tenant whatever the case. */
            name: string;
            /** @description As people write it; national form is read in the tenant's default country. */
            phoneNumber: string;
            /** @description One of the drivers of `GET /api/drivers`. */
            driver: string;
            /** @description Tried when the first surely did not send. */
            fallbackDriver?: null | string;
            /**
             * Format: int32
             * @description 20 when left out.
             */
            quotaPerMinute?: null | number;
            /**
             * Format: int32
             * @description 500 when left out.
             */
            quotaPerHour?: null | number;
            /**
             * Format: int32
             * @description 5000 when left out.
             */
            quotaPerDay?: null | number;
            /** @description The name of a profile or own numbers; the tenant's default profile when left out. */
            pacing?: components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
            /**
             * @description Show "typing…" before each message.
             * @default false
             */
            typing: boolean;
            warmUp?: null | components["schemas"]["WarmUpInput"];
        };
        CreateTenantRequest: {
            name: string;
            /** @description Lower-case letters, digits and hyphens, up to 63; made from the name when left out. Never changes. */
            slug?: null | string;
            /** @description Somebody who has an account here keeps it; anybody else gets a one-time password. */
            ownerEmail: string;
        };
        CreateTenantResponse: {
            /**
             * Format: uuid
             * @description One business of this install. Every row of business data carries one, and the database keeps them apart.
             */
            id: string;
            name: string;
            slug: string;
            /**
             * Format: uuid
             * @description A person who signs in.
             */
            ownerId: string;
            /** @description Hand it over to the owner; shown only here. Null: the owner has an account already. */
            oneTimePassword?: null | string;
            /** Format: date-time */
            passwordExpiresAt?: null | string;
        };
        /** @description Which dead letters are meant; what is left out does not restrict. */
        DeadLetterFilter: {
            /**
             * Format: uuid
             * @description Of this campaign, broadcast or bulk send.
             */
            campaignId?: null | string;
            /**
             * Format: uuid
             * @description Last tried through this sender.
             */
            senderId?: null | string;
            /** @description A slug, such as `network-failure`. */
            reason?: null | string;
            /** @description `failed` (attempts used up) or `unknown` (nobody knows whether it left). */
            state?: null | string;
        };
        DisableTwoFactorRequest: {
            /** @description The present one, of whoever has one. */
            password?: null | string;
            /** @description Of whoever has no password: the six digits that the app shows, or a recovery code. */
            code?: null | string;
            /** @description A passkey in place of both: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
            credential?: {
                [key: string]: unknown;
            };
        };
        DisconnectSenderRequest: {
            /** @description Only this one of its two drivers, the other goes on; both when left out. */
            driver?: null | string;
        };
        /** @description It was done, and there is nothing to say about it. */
        Done: {
            success: boolean;
        };
        DuplicateCampaignRequest: {
            /** @description Left out: "Copy of …". */
            name?: null | string;
        };
        EnableTwoFactorRequest: {
            /** @description The six digits that the app shows now. */
            code: string;
        };
        EnableTwoFactorResponse: {
            /** @description Each is good once, in place of a code; shown only here. */
            recoveryCodes: string[];
        };
        ExplainSenderResponse: {
            /**
             * Format: uuid
             * @description One of the tenant's own WhatsApp numbers.
             */
            senderId: string;
            /** @description Nothing of the sender itself stands in the way. */
            canSend: boolean;
            /**
             * Format: date-time
             * @description When the last of what stands in the way has ended; null when nothing does, or when somebody has to do something.
             */
            until?: null | string;
            /** @description The weightiest first; also says when there is nothing to send. */
            reasons: components["schemas"]["Hindrance"][];
        };
        /** @description The document's form. */
        ExportContactDocument: {
            /**
             * Format: date-time
             * @description All of it is of this moment.
             */
            exportedAt: string;
            contact: components["schemas"]["ContactView"];
        } & {
            [key: string]: unknown;
        };
        ExportSessionRequest: {
            /** @description 12 to 200 characters; it is kept nowhere, and without it the file is worth nothing. */
            passphrase: string;
            /** @description One of the sender's two drivers; the primary when left out. */
            driver?: null | string;
            /**
             * @description Disconnect the sender here first, and leave it disconnected. Without it a connected sender is refused.
             * @default false
             */
            andStop: boolean;
            /** @description Who exports shows who they are: the present password, of whoever has one. */
            password?: null | string;
            /** @description Of whoever has no password: the six digits that the app shows, or a recovery code. */
            code?: null | string;
            /** @description A passkey in place of both: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
            credential?: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        FaultKind: "disconnect" | "logout" | "ban" | "restrict" | "freeze" | null;
        /** @enum {string} */
        FileEncoding: "utf8" | "utf16_le" | "utf16_be" | "windows1252" | null;
        /** @enum {string} */
        FileFormat: "csv" | "xlsx";
        /** @description How to read a file. */
        FileLayout: {
            format: components["schemas"]["FileFormat"];
            encoding?: null | components["schemas"]["FileEncoding"];
            /**
             * Format: char
             * @description One of `, ; |` and tab; null for a spreadsheet.
             */
            delimiter?: null | string;
            /** @description Whether the first row names the columns. */
            header: boolean;
            /** @description The sheet of a spreadsheet; null for a text. */
            sheet?: null | string;
        };
        /** @description What a person sees of a file before it is imported. */
        FilePreview: {
            /** @description One per column of the widest row that was looked at. */
            columns: components["schemas"]["FilePreviewColumn"][];
            /** @description The first rows after the header. */
            rows: string[][];
            /** @description The visible sheets of a spreadsheet. */
            sheets?: null | string[];
        };
        FilePreviewColumn: {
            /** Format: int32 */
            index: number;
            /** @description From the header. */
            name?: null | string;
            /** @description What the column probably goes into (ImportColumn); null: leave it out. */
            suggestion?: null | string;
        };
        GeoLocation: {
            /**
             * Format: double
             * @description Degrees, −90 to 90.
             */
            latitude: number;
            /**
             * Format: double
             * @description Degrees, −180 to 180.
             */
            longitude: number;
            name?: null | string;
            address?: null | string;
        };
        GiveCodeRequest: {
            /** @description The authenticator app's six digits, or a recovery code. */
            code: string;
        };
        /** @description A number that was given with a campaign and cannot be. */
        GivenReject: {
            /**
             * Format: int32
             * @description Place in the list that was given, from 0.
             */
            index: number;
            /** @description Slug of the number's problem. */
            reason: string;
            sentence: string;
        };
        HealthEndpointsStatus: {
            state: string;
            /** @description What was looked at. */
            parts?: null | string[];
        };
        /** @description What keeps a sender, or a message that it could take, from going now. */
        Hindrance: {
            /** @description For programs, and for words in another language. Of a sender: deleted, banned, paused, waiting-for-login, waiting-for-code, not-connected, disconnected, resting, quota-used, pacing, health, failures, driver-missing, no-worker, nothing-waiting, not-due; for one message also driver-away, driver-cannot. */
            slug: string;
            /** @description What the sentence names; which of them are there depends on the slug. */
            values: components["schemas"]["WhyValues"];
            /** @description For a person; names the sender. */
            sentence: string;
            /**
             * Format: date-time
             * @description When it ends by itself; null when somebody has to do something.
             */
            until?: null | string;
        };
        /** @description What Meta is answered; it looks at the status only. */
        HookReceived: {
            /**
             * Format: int32
             * @description Entries that were looked at.
             */
            entries: number;
        };
        /** @description What became of the rows of an import. */
        ImportFigures: {
            /** Format: int64 */
            created: number;
            /** Format: int64 */
            updated: number;
            /**
             * Format: int64
             * @description Known already and not different.
             */
            unchanged: number;
            /**
             * Format: int64
             * @description The number stood in an earlier row of the same file.
             */
            duplicate: number;
            /**
             * Format: int64
             * @description On the blocklist, or a person who opted out and was erased: left out.
             */
            blocked: number;
            /** Format: int64 */
            rejected: number;
            /** @description Rejected rows by the slug of their reason. */
            reasons?: {
                [key: string]: number;
            };
        };
        /** @description What an import does with the rows of its file. */
        ImportPlan: {
            /** @description For each column what it goes into (ImportColumn); null leaves it out. */
            mapping: (null | string)[];
            /** @description Where numbers without a country code are from: `BR`. */
            defaultRegion?: null | string;
            /** @description Given to every contact of the file. */
            tags?: null | string[];
            consent?: null | components["schemas"]["ImportPlanConsentWord"];
            /** @description Blocklist files only: the reason of rows that have none. */
            reason?: null | string;
        };
        ImportPlanConsentWord: {
            /** @description `opted_in` or `opted_out`. */
            state: components["schemas"]["ConsentState"];
            /** @description How the tenant knows: "sign-up form 2025, list A". */
            evidence?: null | string;
        };
        /**
         * @description Where the rows of a file go.
         * @enum {string}
         */
        ImportTarget: "contacts" | "blocklist";
        /** @description An import as the API answers it. */
        ImportView: {
            /**
             * Format: uuid
             * @description One uploaded file of people and what became of it.
             */
            id: string;
            target: components["schemas"]["ImportTarget"];
            fileName: string;
            /** Format: int64 */
            bytes: number;
            /** @description `uploaded` until it is started, then its job's state. */
            state: string;
            layout: components["schemas"]["FileLayout"];
            preview: components["schemas"]["FilePreview"];
            plan?: null | components["schemas"]["ImportPlan"];
            /** Format: uuid */
            jobId?: null | string;
            progress?: null | components["schemas"]["JobProgress"];
            /**
             * Format: int64
             * @description Rows of the file, known once it was checked.
             */
            rows?: null | number;
            counts: components["schemas"]["ImportFigures"];
            /** @description Why it failed, in a sentence with the row. */
            error?: null | string;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt?: null | string;
        };
        /** @description A text with buttons or with a list; one of the two. */
        InteractiveDraft: {
            /** @description Up to 1024 characters. */
            body: string;
            /** @description Up to 60 characters. */
            header?: null | string;
            /** @description Up to 60 characters. */
            footer?: null | string;
            /** @description 1 to 3, each with a title of up to 20 characters. */
            buttons?: null | components["schemas"]["ReplyChoice"][];
            list?: null | components["schemas"]["ChoiceList"];
        };
        /** @description A text with buttons or with a list; one of the two. */
        InteractiveMessage: {
            header?: null | string;
            footer?: null | string;
            /** @description 1 to 3. */
            buttons?: null | components["schemas"]["ReplyChoice"][];
            list?: null | components["schemas"]["ChoiceList"];
        };
        InviteUserRequest: {
            email: string;
            name?: null | string;
            role: null | components["schemas"]["Role"];
        };
        InviteUserResponse: {
            /**
             * Format: uuid
             * @description A person who signs in.
             */
            id: string;
            email: string;
            role: components["schemas"]["Role"];
            /** @description Hand it over to the person, who can do nothing with it but choose another; shown only here. Null: the person has an account on this install and keeps its password. */
            oneTimePassword?: null | string;
            /** Format: date-time */
            passwordExpiresAt?: null | string;
        };
        IssueTokenResponse: {
            /** @description `Bearer`: how to send AccessToken in the Authorization header. */
            tokenType: string;
            accessToken: string;
            /**
             * Format: int32
             * @description Life of the access token in seconds.
             */
            expiresIn: number;
            /** @description Good once, for 30 days, at POST /api/auth/refresh. */
            refreshToken: string;
        };
        /** @description How far a job is. */
        JobProgress: {
            /** @description A word of the kind's own: `checking`, `writing`. */
            stage: string;
            /**
             * Format: int64
             * @description Units done; each kind says which.
             */
            done: number;
            /**
             * Format: int64
             * @description Units in all, when known.
             */
            total?: null | number;
            /** @description Figures so far, by name. */
            counts?: null | {
                [key: string]: number;
            };
        };
        /**
         * @description States of a job; the last three are final.
         * @enum {string}
         */
        JobState: "queued" | "running" | "completed" | "failed" | "cancelled";
        JobStyleAttachmentAnswer: {
            success: boolean;
            /**
             * Format: uuid
             * @description For POST /send.
             */
            attachment_id: string;
            filename: string;
            type: string;
            /** Format: int64 */
            size: number;
        };
        JobStyleJobAnswer: {
            success: boolean;
            /**
             * Format: uuid
             * @description A campaign; its outbox queue has the same id.
             */
            job_id: string;
            name: string;
            status: components["schemas"]["CampaignState"];
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            pending: number;
            /**
             * Format: double
             * @description Per cent of the recipients of whom is known what became of them.
             */
            progress: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at?: null | string;
        };
        JobStyleJobsAnswer: {
            success: boolean;
            jobs: components["schemas"]["JobStyleJobAnswer"][];
        };
        JobStyleSendAnswer: {
            success: boolean;
            /**
             * Format: uuid
             * @description A campaign; its outbox queue has the same id.
             */
            job_id: string;
            status: components["schemas"]["CampaignState"];
        };
        /** @description What is sent to whom. Delays are seconds. */
        JobStyleSendRequest: {
            /**
             * Format: uuid
             * @description Of POST /upload.
             */
            file_id?: null | string;
            /** @description Instead of a file: numbers, or objects with to, name and variables. */
            contacts?: null | (string | components["schemas"]["BulkRecipientJsonShape"])[];
            /** @description The text; `text` is taken as well. Placeholders are written `{{name}}`. */
            message?: null | string;
            text?: null | string;
            /**
             * Format: uuid
             * @description Of POST /upload_attachment.
             */
            attachment_id?: null | string;
            /** @description Id or name of the sender; left out, all of the tenant's. */
            session?: null | string;
            name?: null | string;
            /** Format: double */
            delay?: null | number;
            /** Format: double */
            min_delay?: null | number;
            /** Format: double */
            max_delay?: null | number;
        };
        JobStyleUploadAnswer: {
            success: boolean;
            /**
             * Format: uuid
             * @description For POST /send.
             */
            file_id: string;
            filename: string;
            /** @description `ready`, or `reading` while a large file is still being read: send it when GET /api/contacts/imports/{id} says completed. */
            status: string;
            /**
             * Format: int64
             * @description Rows of the file.
             */
            total: number;
            /**
             * Format: int64
             * @description Rows that are contacts now.
             */
            valid: number;
            /** Format: int64 */
            duplicates: number;
            /** Format: int64 */
            invalid: number;
        };
        /** @description A job as the API answers it. Its input is not part of it: it may hold people's data. */
        JobView: {
            /**
             * Format: uuid
             * @description One piece of long work.
             */
            id: string;
            kind: string;
            state: components["schemas"]["JobState"];
            /** @description `{stage, done, total?, counts?}`, or {} before the first. */
            progress: {
                [key: string]: unknown;
            };
            result?: unknown;
            error?: null | string;
            /** @description Whether `cancel` would still do something. */
            cancellable: boolean;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt?: null | string;
            /** Format: date-time */
            finishedAt?: null | string;
        };
        ListApiKeysItem: {
            /**
             * Format: uuid
             * @description An API key.
             */
            id: string;
            name: string;
            /** @description How the key begins. */
            prefix: string;
            scopes: string[];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt?: null | string;
            /** Format: date-time */
            revokedAt?: null | string;
            /**
             * Format: date-time
             * @description To the minute; null: never.
             */
            lastUsedAt?: null | string;
            state: components["schemas"]["ApiKeyState"];
        };
        ListAuditItem: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description An e-mail, or `key` and the name of an API key. */
            actor: string;
            /** Format: uuid */
            userId?: null | string;
            /** Format: uuid */
            apiKeyId?: null | string;
            /** @description Method and route pattern (`POST /api/users`), or `sign-in`, `sign-in.failed`, `sign-in.locked`, `refresh-token.reused`, `password.given`. */
            action: string;
            /** @description The action for people. */
            words: string;
            /** @description Ids of what it was done to. */
            targets: string[];
            /**
             * Format: int32
             * @description HTTP status of the answer.
             */
            status: number;
            ip?: null | string;
        };
        ListBlockedResponse: {
            phoneNumber: components["schemas"]["PhoneNumber"];
            reason: string;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        ListCloudNumbersItem: {
            /** @description Meta's id of the number. */
            phoneNumberId: string;
            /** @description E.164. */
            phoneNumber: string;
            verifiedName?: null | string;
            nameStatus?: null | string;
            status?: null | string;
            /** @description How people take what it sends: green, yellow, red, unknown. */
            quality?: null | string;
            /** @description To how many people it may begin to write within a day: tier_250, tier_2k, tier_unlimited … */
            messagingLimit?: null | string;
            throughput?: null | string;
            /**
             * Format: uuid
             * @description The sender of ours that is this number; left out when none is.
             */
            senderId?: null | string;
        };
        ListConsentResponse: {
            state: components["schemas"]["ConsentState"];
            /** @description `message` (an opt-out word), `import`, `erased` (the person had opted out and was erased), or who wrote it. */
            source: string;
            evidence?: null | string;
            /** Format: date-time */
            at: string;
        };
        ListDriversItem: {
            name: string;
            capabilities: components["schemas"]["ChannelCapabilities"];
            /** @description Why it cannot work at the moment, in a sentence; left out when nothing is known against it. */
            problem?: null | string;
        };
        ListMembersGroup: {
            /**
             * Format: int32
             * @description From 1; groups go out in this order.
             */
            number: number;
            /** Format: int64 */
            members: number;
        };
        ListMembersMember: {
            /**
             * Format: uuid
             * @description A person that the tenant knows.
             */
            contactId: string;
            phoneNumber: string;
            name?: null | string;
            /**
             * Format: int32
             * @description Number of the group.
             */
            group: number;
        };
        ListNetworksItem: {
            name: string;
            /** @description Whose senders are on it. */
            drivers: string[];
        };
        ListNetworksResponse: {
            items: components["schemas"]["ListNetworksItem"][];
        };
        ListPasskeysItem: {
            /** @description The credential's id, as browsers write it (base64url). */
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @description Seen from the phone.
         * @enum {string}
         */
        ListPhoneMessagesDirection: "in" | "out";
        ListPhoneMessagesItem: {
            /** @description The phone's own id of it. */
            id: string;
            providerId: string;
            from: string;
            text?: null | string;
            media?: null | components["schemas"]["ListPhoneMessagesPhoneMedia"];
            /**
             * Format: date-time
             * @description When the network took it.
             */
            at: string;
            /**
             * Format: date-time
             * @description Null while the phone that gets it is offline or the delivery is on its way.
             */
            deliveredAt?: null | string;
            /** Format: date-time */
            readAt?: null | string;
            /**
             * Format: int32
             * @description How often the network was handed this provider id; the phone shows it once.
             */
            copies: number;
            to: string;
            /** @description in: the phone received it. out: it was written on the phone. */
            direction: components["schemas"]["ListPhoneMessagesDirection"];
        };
        ListPhoneMessagesPhoneMedia: {
            /** @description image, video, audio, voice, document or sticker. */
            kind: components["schemas"]["ContentKind"];
            /** @description The media type, such as image/png. */
            type: string;
            /** Format: int64 */
            bytes: number;
            sha256: string;
            fileName: string;
            /** @description Where the file can be fetched while the world still has it. */
            url: string;
        };
        ListSendsGroupProgress: {
            /** Format: int32 */
            number: number;
            /**
             * Format: date-time
             * @description When it was handed to the outbox.
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description When nothing of it waited or was in a driver's hands any more.
             */
            endedAt?: null | string;
            figures: components["schemas"]["SendFigures"];
        };
        ListTagsResponse: {
            tag: string;
            /** Format: int64 */
            contacts: number;
        };
        ListTenantsItem: {
            /**
             * Format: uuid
             * @description One business of this install. Every row of business data carries one, and the database keeps them apart.
             */
            id: string;
            name: string;
            slug: string;
            /**
             * Format: int64
             * @description How many people belong to it.
             */
            users: number;
            /** Format: date-time */
            createdAt: string;
        };
        ListUsersItem: {
            /**
             * Format: uuid
             * @description A person who signs in.
             */
            id: string;
            email: string;
            name?: null | string;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description When the person came to the tenant.
             */
            since: string;
            /** Format: date-time */
            lastSignInAt?: null | string;
            /** @description Still has the password that the system or a colleague gave. */
            mustChangePassword: boolean;
            twoFactor: boolean;
        };
        ListVariablesResponse: {
            name: string;
            /**
             * Format: int64
             * @description How many of those that were looked at have it.
             */
            contacts: number;
            /** @description Some have a text, a number or yes or no in it, which a message can say; a list or an object has more names within. */
            plain: boolean;
        };
        LoginRequest: {
            email: string;
            password: string;
            /** @description Only for accounts with a second factor: the authenticator app's six digits, or a recovery code. */
            code?: null | string;
        };
        LogoutSenderRequest: {
            /** @description Only this driver's login; all of them when left out, and then the sender stays disconnected. */
            driver?: null | string;
        };
        /** @description A stored attachment. */
        MediaReference: {
            /**
             * Format: uuid
             * @description Id of the upload (`POST /api/media`).
             */
            id: string;
            /** @description Lower-case hex digest; the store is addressed by it. */
            sha256: string;
            /** @description Sniffed media type such as `image/png`. */
            type: string;
            /** Format: int64 */
            bytes: number;
            fileName: string;
        };
        MediaUse: {
            /** @description In the plural, as it ends a sentence: `waiting messages`. */
            by: string;
            /**
             * Format: int64
             * @description How many, as far as was counted: at least 1.
             */
            count: number;
        };
        /** @description A stored file as the API shows it. */
        MediaView: {
            /**
             * Format: uuid
             * @description An uploaded or received file of a tenant.
             */
            id: string;
            fileName: string;
            /** @description Media type by the bytes. */
            type: string;
            /** Format: int64 */
            bytes: number;
            /** @description Lower-case hex digest of the bytes. */
            sha256: string;
            /** @description Kinds of message that it can be. */
            sendAs: components["schemas"]["ContentKind"][];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
        };
        /** @description What a message says. One shape for all kinds: the fields that a kind does not use are null and are not written. Templates have the same shape, with `{{placeholders}}` in the texts. */
        MessageContent: {
            kind: components["schemas"]["ContentKind"];
            /** @description Text, or caption of image, video and document; question of a poll; emoji of a reaction (empty takes it back); what stands in the middle of a template (as far as it is known here) and of an interactive message. */
            text?: null | string;
            media?: null | components["schemas"]["MediaReference"];
            location?: null | components["schemas"]["GeoLocation"];
            contact?: null | components["schemas"]["ContactCard"];
            /** @description 2 to 12 answers of a poll. */
            pollOptions?: null | string[];
            template?: null | components["schemas"]["TemplateMessage"];
            interactive?: null | components["schemas"]["InteractiveMessage"];
            choice?: null | components["schemas"]["ReplyChoice"];
            /**
             * Format: uuid
             * @description The ledger's id of the message that is answered or reacted to.
             */
            replyTo?: null | string;
            /** @description Numbers (E.164) that the text mentions. */
            mentions?: null | string[];
            /** @description Null leaves it to the driver. */
            linkPreview?: null | boolean;
        };
        /**
         * @description Where a message stands; see docs/states/message.md. States only move forward.
         * @enum {string}
         */
        MessageState: "pending" | "queued" | "sending" | "sent" | "delivered" | "read" | "failed" | "retrying" | "suppressed" | "expired" | "cancelled" | "unknown" | "received";
        MessageStyleBegun: {
            /**
             * Format: uuid
             * @description A campaign; its outbox queue has the same id.
             */
            campaignId: string;
            name: string;
            status: components["schemas"]["CampaignState"];
            /** Format: int64 */
            total: number;
            /** Format: date-time */
            scheduledAt?: null | string;
        };
        MessageStyleCampaignAnswer: {
            success: boolean;
            data: components["schemas"]["MessageStyleBegun"];
        };
        MessageStyleCampaignRequest: {
            name?: null | string;
            /** @description Numbers, or objects with to, name and variables; `recipients` is taken as well. */
            contacts?: null | (string | components["schemas"]["BulkRecipientJsonShape"])[];
            recipients?: null | (string | components["schemas"]["BulkRecipientJsonShape"])[];
            message?: null | string;
            text?: null | string;
            sessionId?: null | string;
            /**
             * Format: date-time
             * @description When it begins; needed by campaign-schedule.
             */
            scheduledAt?: null | string;
            /**
             * Format: int32
             * @description Gap between two messages of one sender, in milliseconds.
             */
            delay?: null | number;
        };
        /** @description The queue in the words of job queues. */
        MessageStyleCounts: {
            /**
             * Format: int64
             * @description Due, and waiting for a sender.
             */
            waiting: number;
            /**
             * Format: int64
             * @description In a driver's hands.
             */
            active: number;
            /**
             * Format: int64
             * @description Due later, or waiting for another try.
             */
            delayed: number;
            /**
             * Format: int64
             * @description Held by campaigns that are not running.
             */
            paused: number;
            /**
             * Format: int64
             * @description Dead letters.
             */
            failed: number;
            /**
             * Format: int64
             * @description Accepted by the network in the last 24 hours, as far as was counted by the hour.
             */
            completed: number;
        };
        MessageStyleJobAnswer: {
            success: boolean;
            data: components["schemas"]["MessageStyleQueueJob"];
        };
        MessageStyleQueueJob: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            id: string;
            /** @description waiting, delayed, active, completed or failed. */
            state: string;
            /** @description The message's own state. */
            status: components["schemas"]["MessageState"];
            /** Format: int32 */
            attemptsMade: number;
            failedReason?: null | string;
            /** Format: date-time */
            timestamp: string;
            /** Format: date-time */
            processedOn?: null | string;
            /** Format: date-time */
            finishedOn?: null | string;
        };
        MessageStyleScheduledAnswer: {
            success: boolean;
            data: components["schemas"]["MessageStyleBegun"][];
        };
        MessageStyleSendAnswer: {
            success: boolean;
            data: components["schemas"]["MessageStyleSent"];
        };
        /** @description Who and what, in the spellings of the family. */
        MessageStyleSendRequest: {
            to?: null | string;
            phoneNumber?: null | string;
            message?: null | string;
            text?: null | string;
            /** @description Id or name of the sender; left out, the one that the person talks with, or any. */
            sessionId?: null | string;
            /**
             * Format: int32
             * @description Not before so many milliseconds; only of POST /api/messages/queue.
             */
            delay?: null | number;
        };
        MessageStyleSent: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            messageId: string;
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            jobId: string;
            status: components["schemas"]["MessageState"];
        };
        MessageStyleStatsAnswer: {
            success: boolean;
            data: components["schemas"]["MessageStyleCounts"];
        };
        /** @description A message as the API shows it. */
        MessageView: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            id: string;
            direction: string;
            origin: components["schemas"]["Origin"];
            state: components["schemas"]["MessageState"];
            /** @description The person's number, E.164 (also when the person wrote). */
            to: string;
            /** Format: uuid */
            contactId?: null | string;
            contactName?: null | string;
            /**
             * Format: uuid
             * @description The campaign, broadcast or bulk send that it belongs to.
             */
            campaignId?: null | string;
            /** Format: int16 */
            variant?: null | number;
            /** Format: uuid */
            senderId?: null | string;
            senderName?: null | string;
            content?: null | components["schemas"]["MessageContent"];
            driver?: null | string;
            /** @description The driver that was used last. */
            method?: null | string;
            /** @description The id under which the network knows it, once it was handed over. */
            providerId?: null | string;
            /** Format: int16 */
            attempt: number;
            reason?: null | components["schemas"]["Reason"];
            /** @description Attempts are used up, or nobody knows whether it left: a person should look. */
            deadLetter: boolean;
            /** @description Accepted some time ago, and no receipt came since; never for a driver that tells none. */
            noReceipt: boolean;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Not before; null when it does not wait.
             */
            dueAt?: null | string;
            /** Format: date-time */
            sentAt?: null | string;
            /** Format: date-time */
            deliveredAt?: null | string;
            /** Format: date-time */
            readAt?: null | string;
            /** Format: date-time */
            finishedAt?: null | string;
            /** @description In order; the last one may be the accepted one or the one in flight. Only where one message is shown. */
            attempts?: null | components["schemas"]["AttemptView"][];
            why?: null | components["schemas"]["WhyNot"];
        };
        /**
         * @description Who caused a message.
         * @enum {string}
         */
        Origin: "api" | "campaign" | "broadcast" | "bulk" | "flow" | "bot" | "auto_reply" | "owner_menu" | "vendor" | "opt_out" | "phone" | "inbound" | "test";
        /**
         * @description The named gaps.
         * @enum {string}
         */
        PacingProfile: "fast" | "balanced" | "safe" | "human" | "none";
        /** @description Pacing as it is written in the database and in the API: `{"profile": "balanced"}`, or the five numbers, in milliseconds. The API also takes the profile's bare name. A profile stays a name until it is used, so that a changed meaning reaches every sender. */
        PacingSpec: components["schemas"]["PacingProfile"] | components["schemas"]["PacingSpecJsonShape"];
        PacingSpecJsonShape: {
            profile?: null | components["schemas"]["PacingProfile"];
            /** Format: int32 */
            minMs?: null | number;
            /** Format: int32 */
            maxMs?: null | number;
            /** Format: int32 */
            pauseEvery?: null | number;
            /** Format: int32 */
            pauseMinMs?: null | number;
            /** Format: int32 */
            pauseMaxMs?: null | number;
        };
        /** @description One page of a list. */
        PageOfBroadcastSendView: {
            items: components["schemas"]["BroadcastSendView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfBroadcastView: {
            items: components["schemas"]["BroadcastView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfBulkResult: {
            items: components["schemas"]["BulkResult"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfBulkView: {
            items: components["schemas"]["BulkView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfCampaignView: {
            items: components["schemas"]["CampaignView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfCloudAccountView: {
            items: components["schemas"]["CloudAccountView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfCloudTemplateView: {
            items: components["schemas"]["CloudTemplateView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfContactView: {
            items: components["schemas"]["ContactView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfImportView: {
            items: components["schemas"]["ImportView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfJobView: {
            items: components["schemas"]["JobView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListApiKeysItem: {
            items: components["schemas"]["ListApiKeysItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListAuditItem: {
            items: components["schemas"]["ListAuditItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListBlockedResponse: {
            items: components["schemas"]["ListBlockedResponse"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListCloudNumbersItem: {
            items: components["schemas"]["ListCloudNumbersItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListMembersGroup: {
            items: components["schemas"]["ListMembersGroup"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListMembersMember: {
            items: components["schemas"]["ListMembersMember"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListPhoneMessagesItem: {
            items: components["schemas"]["ListPhoneMessagesItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListSendsGroupProgress: {
            items: components["schemas"]["ListSendsGroupProgress"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListTenantsItem: {
            items: components["schemas"]["ListTenantsItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfListUsersItem: {
            items: components["schemas"]["ListUsersItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfMediaView: {
            items: components["schemas"]["MediaView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfMessageView: {
            items: components["schemas"]["MessageView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfPhoneView: {
            items: components["schemas"]["PhoneView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfRecipientView: {
            items: components["schemas"]["RecipientView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfSaveSegmentResponse: {
            items: components["schemas"]["SaveSegmentResponse"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfSenderView: {
            items: components["schemas"]["SenderView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfShowSenderHistoryItem: {
            items: components["schemas"]["ShowSenderHistoryItem"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description One page of a list. */
        PageOfTemplateView: {
            items: components["schemas"]["TemplateView"][];
            /** @description Hand it back as `cursor` for the next page; null on the last one. */
            nextCursor?: null | string;
            /**
             * Format: int64
             * @description All items of the list, where counting is cheap.
             */
            total?: null | number;
        };
        /** @description What the browser's credentials API takes, as the WebAuthn standard writes it (`PublicKeyCredential.parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read it). The framework makes it; here it is only described. */
        PasskeyChallenge: {
            challenge: string;
        } & {
            [key: string]: unknown;
        };
        PauseSenderRequest: {
            /** @description Shown wherever somebody asks why nothing is sent. */
            reason?: null | string;
        };
        PhoneNumber: string;
        /** @description A virtual phone, with what sets it apart from the others. */
        PhoneView: {
            number: string;
            online: boolean;
            /**
             * Format: int32
             * @description Messages that reached it, each counted once.
             */
            received: number;
            /** @description The senders that are linked to this number. */
            sessions: components["schemas"]["PhoneViewSession"][];
            /** @description Whether the number has an account; null: as the world's rate says. */
            registered?: null | boolean;
            /** @description Numbers whose messages never arrive. */
            blocks: string[];
            /**
             * Format: int32
             * @description From delivered to read; null: the world's.
             */
            readAfterMs?: null | number;
            /**
             * Format: int32
             * @description From taken to delivered; null: the world's.
             */
            deliverAfterMs?: null | number;
            /** @description What the person answers to every message that is read; null: nothing. */
            replyWith?: null | string;
        };
        PhoneViewSession: {
            /**
             * Format: uuid
             * @description One of the tenant's own WhatsApp numbers.
             */
            senderId: string;
            /** @description Its driver is connected at the moment. */
            connected: boolean;
        };
        PollDraft: {
            question: string;
            /** @description 2 to 12 different answers of up to 100 characters. */
            options: string[];
        };
        PretendBusinessNumber: {
            /** @description As Meta would number it. */
            id: string;
            phoneNumber: string;
            verifiedName?: null | string;
            /** @description GREEN, YELLOW, RED, UNKNOWN. */
            quality?: null | string;
            messagingLimit?: null | string;
            nameStatus?: null | string;
        };
        PretendBusinessNumberView: {
            id: string;
            phoneNumber: string;
            verifiedName: string;
            quality: string;
            messagingLimit: string;
            /**
             * Format: uuid
             * @description Its id for POST /api/simulator/sessions/{senderId}/fault.
             */
            session: string;
        };
        PretendBusinessRequest: {
            businessAccountId: string;
            /** @description What calls to the pretend API must carry; no other business here may have the same. */
            accessToken: string;
            /** @description What its webhooks are signed with. */
            appSecret: string;
            /** @description Where they go: /hooks/cloud of a server on this machine. Left out: they wait. */
            webhookUrl?: null | string;
            numbers?: null | components["schemas"]["PretendBusinessNumber"][];
            templates?: null | components["schemas"]["PretendBusinessTemplate"][];
            /**
             * @description Only templates go to who has not written for a day.
             * @default true
             */
            keepsWindow: boolean;
            /**
             * @description Takes every message, and tells by webhook what became of it.
             * @default false
             */
            refusesLate: boolean;
            /**
             * @description People's numbers are not told, only their business-scoped ids.
             * @default false
             */
            hidesNumbers: boolean;
            /**
             * Format: int32
             * @description Messages per number and second; more are refused.
             * @default 80
             */
            callsPerSecond: number;
        };
        PretendBusinessResponse: {
            businessAccountId: string;
            webhookUrl?: null | string;
            numbers: components["schemas"]["PretendBusinessNumberView"][];
            /** Format: int32 */
            templates: number;
            /**
             * Format: int32
             * @description Events that were not told by webhook yet.
             */
            waiting: number;
            /**
             * Format: int32
             * @description What the webhook answered last; 0: nothing; left out: it was never called.
             */
            lastAnswer?: null | number;
        };
        PretendBusinessTemplate: {
            name: string;
            language: string;
            /** @description As Meta writes them: header, body, footer, buttons. */
            components: unknown;
            category?: null | string;
            /** @description APPROVED when left out. */
            status?: null | string;
            /** @description POSITIONAL when left out, or NAMED. */
            parameterFormat?: null | string;
        };
        PreviewImportRequest: {
            encoding?: null | components["schemas"]["FileEncoding"];
            /** @description A comma, a semicolon, a tab or a bar. */
            delimiter?: null | string;
            /** @description Whether the first row names the columns. */
            header?: null | boolean;
            /** @description The sheet of a spreadsheet. */
            sheet?: null | string;
            /** @description Helps to find the column with the numbers. */
            defaultRegion?: null | string;
        };
        PreviewSegmentRequest: {
            filter: {
                [key: string]: unknown;
            };
        };
        PreviewSegmentResponse: {
            /**
             * Format: int64
             * @description Whom the filter means.
             */
            contacts: number;
            /**
             * Format: int64
             * @description Those of them who may be written to: not opted out, not blocked, with a number.
             */
            reachable: number;
            /** @description The newest few of them. */
            examples: components["schemas"]["ContactView"][];
        };
        /** @description Why something was not done (RFC 9457). */
        Problem: {
            /** @description A slug that programs may rely on. */
            type: string;
            /** @description A sentence that holds for every such problem. */
            title: string;
            status: number;
            /** @description What happened this time, and what to do about it. */
            detail: string;
            /** @description Under which the logs know this request. */
            traceId: string;
            /** @description Sentences by field. */
            errors?: {
                [key: string]: string[];
            };
        } & {
            [key: string]: unknown;
        };
        /** @description Messages taken in each of a sender's windows that run now; a window begins with its first message and lasts its length. */
        QuotaUsed: {
            minute: components["schemas"]["QuotaUsedWindow"];
            hour: components["schemas"]["QuotaUsedWindow"];
            day: components["schemas"]["QuotaUsedWindow"];
        };
        QuotaUsedWindow: {
            /** Format: int32 */
            used: number;
            /**
             * Format: date-time
             * @description When it is over and a new one may begin; null while none runs.
             */
            endsAt?: null | string;
        };
        ReactionDraft: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            messageId: string;
            /** @description Empty takes the reaction back. */
            emoji?: null | string;
        };
        ReadStatsResponse: {
            /**
             * Format: int64
             * @description Messages that the network took from sessions, each counted once; what phones write is not in it.
             */
            accepted: number;
            /**
             * Format: int64
             * @description Of those, how many reached their phone.
             */
            delivered: number;
            /**
             * Format: int64
             * @description Of those, how many were read.
             */
            read: number;
            /** Format: int32 */
            phones: number;
            /**
             * Format: int64
             * @description How often the network was handed an id that it had taken before.
             */
            duplicatesSuppressed: number;
            /**
             * Format: int64
             * @description How often a session was opened that was open already.
             */
            replaced: number;
        };
        /** @description Why something was not sent, or why a session is not connected: a slug for programs and a sentence for people. All of them stand in Reasons; the driver's raw error is kept on the attempt. */
        Reason: {
            slug: string;
            sentence: string;
        };
        RecipientDraft: {
            phoneNumber: string;
            name?: null | string;
            /** @description Fill in the text's placeholders for this recipient; they win over what is known of the contact. */
            variables?: {
                [key: string]: unknown;
            };
        };
        /** @description One recipient of a campaign: the row of the ledger, without the text. */
        RecipientView: {
            /**
             * Format: uuid
             * @description Of the message; GET /api/messages/{id} shows its text and why it is not being sent now.
             */
            id: string;
            to: string;
            name?: null | string;
            /** Format: uuid */
            contactId?: null | string;
            state: components["schemas"]["MessageState"];
            reason?: null | components["schemas"]["Reason"];
            variant: string;
            /** Format: uuid */
            senderId?: null | string;
            senderName?: null | string;
            method?: null | string;
            /**
             * Format: int16
             * @description How often it was tried.
             */
            attempt: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            dueAt?: null | string;
            /** Format: date-time */
            sentAt?: null | string;
            /** Format: date-time */
            deliveredAt?: null | string;
            /** Format: date-time */
            readAt?: null | string;
            /** Format: date-time */
            finishedAt?: null | string;
            /** @description Attempts are used up, or nobody knows whether it left: a person should look. */
            deadLetter: boolean;
            /** @description Accepted some time ago, and no receipt came since; never for a driver that tells none. */
            noReceipt: boolean;
            /** @description Each attempt in order, the accepted one last. */
            attempts: components["schemas"]["AttemptView"][];
        };
        RefreshTokenRequest: {
            refreshToken: string;
        };
        RemovePasskeyRequest: {
            /** @description The present one, of whoever has one. */
            password?: null | string;
            /** @description Of whoever has no password: the six digits that the app shows, or a recovery code. Who has neither must have signed in within ten minutes. */
            code?: null | string;
            /** @description A passkey in place of both: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
            credential?: {
                [key: string]: unknown;
            };
        };
        RenewRecoveryCodesRequest: {
            /** @description The present one, of whoever has one. */
            password?: null | string;
            /** @description Of whoever has no password: the six digits that the app shows, or a recovery code. */
            code?: null | string;
            /** @description A passkey in place of both: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
            credential?: {
                [key: string]: unknown;
            };
        };
        /** @description Something to choose, or that was chosen. */
        ReplyChoice: {
            /** @description What programs know it by; up to 256 characters. */
            id: string;
            /** @description What people see. */
            title: string;
        };
        RequestPairingCodeRequest: {
            /** @description One of the sender's two drivers; the primary when left out. */
            driver?: null | string;
        };
        RequestPairingCodeResponse: {
            pairingCode: string;
            driver: string;
        };
        ResetPasswordResponse: {
            /** @description Shown only here. */
            oneTimePassword: string;
            /** Format: date-time */
            passwordExpiresAt: string;
        };
        RestSenderRequest: {
            /**
             * Format: date-time
             * @description In the future, at most a year from now.
             */
            until: string;
        };
        RetryDeadLettersManyResponse: {
            /**
             * Format: int64
             * @description Letters that were retried or dropped.
             */
            done: number;
            /**
             * Format: int64
             * @description Letters that were not retried, because what they belonged to has ended.
             */
            left: number;
            /**
             * Format: uuid
             * @description Set when there are so many that a job does it; the counts are in its result then.
             */
            jobId?: null | string;
        };
        RetryDeadLettersResponse: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            id: string;
            /** @description Where the message is now. */
            state: components["schemas"]["MessageState"];
        };
        RetryFailedResponse: {
            /**
             * Format: int64
             * @description How many had failed when this was asked.
             */
            retrying: number;
        };
        /**
         * @description A person's role in a tenant. An API key acts as an admin within its scopes.
         * @enum {string}
         */
        Role: "vendor" | "admin" | "owner";
        SaveSegmentRequest: {
            /** @description 1 to 120 characters. */
            name: string;
            /** @description See docs/operate/segments.md. */
            filter: {
                [key: string]: unknown;
            };
        };
        SaveSegmentResponse: {
            /**
             * Format: uuid
             * @description A saved filter over contacts.
             */
            id: string;
            name: string;
            filter: {
                [key: string]: unknown;
            };
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SaveTemplateRequest: {
            name: string;
            /** @description As in POST /api/messages, with `{{placeholders}}` in its texts. It answers and reacts to nothing. */
            content: components["schemas"]["ContentDraft"];
        };
        ScanQrRequest: {
            /** @description The text of the QR, or a pairing code. */
            qr: string;
        };
        SendBroadcastRequest: {
            /** @description Ids or names of the senders that may send it; left out, all of the tenant's. */
            senderIds?: null | string[];
            /**
             * Format: int32
             * @description From the end of one group to the next one, in milliseconds; 10 s when left out.
             */
            pauseMs?: null | number;
            /** @description Sends although some members lack variables of the text; those fail, each with its reason. */
            skipIncomplete?: boolean;
            /** @description Text of the message, or caption of the file. */
            text?: null | string;
            /**
             * Format: uuid
             * @description Id of an uploaded file (`POST /api/media`).
             */
            mediaId?: null | string;
            sendAs?: null | components["schemas"]["ContentKind"];
            location?: null | components["schemas"]["GeoLocation"];
            contact?: null | components["schemas"]["ContactCard"];
            poll?: null | components["schemas"]["PollDraft"];
            reaction?: null | components["schemas"]["ReactionDraft"];
            template?: null | components["schemas"]["ApprovedTemplateDraft"];
            interactive?: null | components["schemas"]["InteractiveDraft"];
            /**
             * Format: uuid
             * @description Id of the message that is answered.
             */
            replyTo?: null | string;
            /** @description Numbers that the text mentions, up to 100. */
            mentions?: null | string[];
            /** @description Whether a link in the text shows a preview; left out, the driver decides. */
            linkPreview?: null | boolean;
        };
        SendBulkRequest: {
            /** @description Numbers, or `{"to", "name", "variables"}`. Placeholders of the text are filled in from the variables and from what is known of the contact. */
            recipients: (string | components["schemas"]["BulkRecipientJsonShape"])[];
            /** @description Id or name of the sender that must send it all; left out, each goes through the sender that the person talks with, or any. */
            senderId?: null | string;
            /** @description Deals the recipients evenly to all senders that are connected at this moment. */
            allSenders?: boolean;
            /**
             * Format: int32
             * @description Gap between two messages of one sender, in milliseconds; left out or 0, none.
             */
            delayMs?: null | number;
            /** @description The only driver that may be used. */
            driver?: null | string;
            /** @description Text of the message, or caption of the file. */
            text?: null | string;
            /**
             * Format: uuid
             * @description Id of an uploaded file (`POST /api/media`).
             */
            mediaId?: null | string;
            sendAs?: null | components["schemas"]["ContentKind"];
            location?: null | components["schemas"]["GeoLocation"];
            contact?: null | components["schemas"]["ContactCard"];
            poll?: null | components["schemas"]["PollDraft"];
            reaction?: null | components["schemas"]["ReactionDraft"];
            template?: null | components["schemas"]["ApprovedTemplateDraft"];
            interactive?: null | components["schemas"]["InteractiveDraft"];
            /**
             * Format: uuid
             * @description Id of the message that is answered.
             */
            replyTo?: null | string;
            /** @description Numbers that the text mentions, up to 100. */
            mentions?: null | string[];
            /** @description Whether a link in the text shows a preview; left out, the driver decides. */
            linkPreview?: null | boolean;
        };
        /** @description Which number of which business account a sender is. */
        SenderNumber: {
            /**
             * Format: uuid
             * @description One of the tenant's own WhatsApp numbers.
             */
            senderId: string;
            /**
             * Format: uuid
             * @description A business account at WhatsApp's official API.
             */
            accountId: string;
            accountName: string;
            /** @description Meta's id of the number. */
            phoneNumberId: string;
            facts?: null | components["schemas"]["SessionFacts"];
        };
        /**
         * @description A sender as people see it, over all of its sessions; docs/states/sender.md has the graph.
         * @enum {string}
         */
        SenderStatus: "connected" | "disconnected" | "paused" | "banned" | "waiting_for_login";
        /** @description A sender as the API shows it. */
        SenderView: {
            /**
             * Format: uuid
             * @description One of the tenant's own WhatsApp numbers.
             */
            id: string;
            name: string;
            phoneNumber: string;
            driver: string;
            fallbackDriver?: null | string;
            status: components["schemas"]["SenderStatus"];
            statusReason?: null | components["schemas"]["Reason"];
            /** @description A person wants it connected. */
            wanted: boolean;
            paused: boolean;
            /** Format: date-time */
            restUntil?: null | string;
            /** Format: int32 */
            quotaPerMinute: number;
            /** Format: int32 */
            quotaPerHour: number;
            /**
             * Format: int32
             * @description Full quota; what holds today is QuotaToday while it warms up.
             */
            quotaPerDay: number;
            /** Format: int32 */
            quotaToday: number;
            pacing: components["schemas"]["PacingSpec"];
            typing: boolean;
            warmUp?: null | components["schemas"]["WarmUp"];
            /**
             * Format: int32
             * @description 0 to 100.
             */
            health: number;
            sessions: components["schemas"]["SessionView"][];
            /** Format: date-time */
            createdAt: string;
            /** @description What of its quotas is used in the windows that count now. */
            quotaUsed: components["schemas"]["QuotaUsed"];
            /** @description What its drivers can do, by driver; only where one sender is shown. A driver that this install does not have is missing. */
            capabilities?: null | {
                [key: string]: components["schemas"]["ChannelCapabilities"];
            };
        };
        /** @description The figures of a queue that is sent as a whole, or of a part of it. Pending, sent, failed, suppressed, expired, cancelled and unknown sum to the total. */
        SendFigures: {
            /** Format: int64 */
            total: number;
            /**
             * Format: int64
             * @description Waiting, being sent, or about to be tried again.
             */
            pending: number;
            /**
             * Format: int64
             * @description Accepted by the network, delivered and read ones with them.
             */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            suppressed: number;
            /** Format: int64 */
            expired: number;
            /** Format: int64 */
            cancelled: number;
            /**
             * Format: int64
             * @description Nobody knows whether they left.
             */
            unknown: number;
        };
        SendFromPhonePhoneFile: {
            /** @description As the phone calls it. */
            name: string;
            /** @description The media type that the phone claims, such as image/png. */
            type: string;
            /**
             * Format: byte
             * @description The bytes in base64, up to 16 MB.
             */
            data: string;
        };
        SendFromPhonePhoneVote: {
            /** @description The network's id of the poll. */
            poll: string;
            /** @description The answer that is chosen from now on, in the poll's own words; none takes back what was chosen before. */
            options: string[];
        };
        SendFromPhoneRequest: {
            /** @description A sender's number, or any other. */
            to: string;
            /** @description The message, or what stands below the file. */
            text?: null | string;
            file?: null | components["schemas"]["SendFromPhonePhoneFile"];
            vote?: null | components["schemas"]["SendFromPhonePhoneVote"];
        };
        SendFromPhoneResponse: {
            /** @description The network's id of the message. */
            providerId: string;
        };
        SendMessageRequest: {
            /** @description The person's number, in any usual spelling; without a country code it is read as one of the tenant's region. */
            to: string;
            /** @description Id or name of the sender that must send it; left out, the one that the person talks with, or any. */
            senderId?: null | string;
            /** @description The only driver that may be used: `cloud`, `baileys`, `webjs`, `simulator`. */
            driver?: null | string;
            /**
             * Format: date-time
             * @description Not before; at most a year ahead.
             */
            dueAt?: null | string;
            /**
             * Format: int32
             * @description −10 to 10; higher goes first among the tenant's direct messages.
             */
            priority?: null | number;
            /** @description Shows "typing…" first, or surely not; left out, as the sender is set. */
            typing?: null | boolean;
            /** @description Fills in the text's `{{placeholders}}`, together with what is known of the contact. Left out, the text is sent as it is written, braces and all; an empty object fills in from the contact alone. */
            variables?: {
                [key: string]: unknown;
            };
            /** @description Text of the message, or caption of the file. */
            text?: null | string;
            /**
             * Format: uuid
             * @description Id of an uploaded file (`POST /api/media`).
             */
            mediaId?: null | string;
            sendAs?: null | components["schemas"]["ContentKind"];
            location?: null | components["schemas"]["GeoLocation"];
            contact?: null | components["schemas"]["ContactCard"];
            poll?: null | components["schemas"]["PollDraft"];
            reaction?: null | components["schemas"]["ReactionDraft"];
            template?: null | components["schemas"]["ApprovedTemplateDraft"];
            interactive?: null | components["schemas"]["InteractiveDraft"];
            /**
             * Format: uuid
             * @description Id of the message that is answered.
             */
            replyTo?: null | string;
            /** @description Numbers that the text mentions, up to 100. */
            mentions?: null | string[];
            /** @description Whether a link in the text shows a preview; left out, the driver decides. */
            linkPreview?: null | boolean;
        };
        SendMessageResponse: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            id: string;
            /** @description queued, or pending when it is due later. */
            status: components["schemas"]["MessageState"];
        };
        /** @description The daily hours in which a queue may send. */
        SendWindow: {
            /**
             * Format: time
             * @description Local time at which the window opens.
             */
            from: string;
            /**
             * Format: time
             * @description Local time at which it closes; before From the window spans midnight, equal to it is the whole day.
             */
            to: string;
            /** @description ISO weekdays, 1 Monday to 7 Sunday, on which the window opens; null or empty is every day. */
            days?: null | number[];
            /** @description IANA name, or `recipient` for each recipient's own (the queue's FallbackZone when it is not known). */
            zone: string;
            fallbackZone?: null | string;
        };
        /** @description What a driver tells of a sender's number besides the session's state. WhatsApp's own words in lower case; what it does not say is left out. */
        SessionFacts: {
            /** @description Under which name people see the business. */
            verifiedName?: null | string;
            /** @description Whether WhatsApp approved the name: approved, pending_review, declined … */
            nameStatus?: null | string;
            /** @description Of the number: connected, flagged, restricted, banned … */
            status?: null | string;
            /** @description How people take what it sends: green, yellow, red, unknown. */
            quality?: null | string;
            /** @description To how many people it may begin to write within a day: tier_250, tier_2k, tier_unlimited … */
            messagingLimit?: null | string;
            /** @description How fast it may send: standard, high … */
            throughput?: null | string;
            /**
             * Format: date-time
             * @description When WhatsApp said so.
             */
            checkedAt: string;
        };
        /** @enum {string} */
        SessionState: "booting" | "wait_qr" | "wait_code" | "connected" | "disconnected" | "logged_out" | "banned";
        SessionStyleBroadcastAnswer: {
            success: boolean;
            broadcast: components["schemas"]["SessionStyleListOfPeople"];
        };
        SessionStyleBroadcastRequest: {
            name: string;
            recipients?: null | string[];
            numbers?: null | string[];
        };
        SessionStyleBroadcastsAnswer: {
            success: boolean;
            broadcasts: components["schemas"]["SessionStyleListOfPeople"][];
        };
        SessionStyleBroadcastSendRequest: {
            sessionId?: null | string;
            text?: null | string;
            message?: null | string;
        };
        /** @description Who and what, in the spellings of the family. */
        SessionStyleBulkSendRequest: {
            sessionId?: null | string;
            recipients?: null | (string | components["schemas"]["BulkRecipientJsonShape"])[];
            numbers?: null | (string | components["schemas"]["BulkRecipientJsonShape"])[];
            text?: null | string;
            message?: null | string;
            /** Format: int32 */
            delayMs?: null | number;
        };
        SessionStyleListOfPeople: {
            /**
             * Format: uuid
             * @description A broadcast list.
             */
            id: string;
            name: string;
            /** Format: int64 */
            totalRecipients: number;
            /** Format: int32 */
            totalGroups: number;
            /** Format: int32 */
            groupSize: number;
            progress?: null | components["schemas"]["SessionStyleSendingProgress"];
            /** Format: date-time */
            createdAt: string;
        };
        SessionStyleManyAnswer: {
            success: boolean;
            /**
             * Format: uuid
             * @description A bulk send; its outbox queue has the same id.
             */
            bulkId: string;
            state: string;
            /** Format: int64 */
            total: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            pending: number;
            /** @description Of small requests; of large ones GET /api/bulk/{id}/results has them. */
            results?: null | components["schemas"]["SessionStyleOneOfMany"][];
        };
        SessionStyleOneOfMany: {
            to: string;
            success: boolean;
            status: string;
            /** Format: uuid */
            messageId?: null | string;
            error?: null | string;
        };
        SessionStyleQrAnswer: {
            success: boolean;
            sessionId: string;
            /** @description The text that the picture says. */
            qr: string;
            /** @description The picture as a data address, to be shown as it is. */
            qrImage: string;
            /** Format: date-time */
            expiresAt?: null | string;
        };
        SessionStyleSendAnswer: {
            success: boolean;
            message: components["schemas"]["SessionStyleSentMessage"];
        };
        SessionStyleSendingProgress: {
            /**
             * Format: uuid
             * @description One sending of a list; its outbox queue has the same id.
             */
            sendId: string;
            state: components["schemas"]["BroadcastState"];
            /**
             * Format: int32
             * @description The last group that went out.
             */
            group: number;
            /** Format: int32 */
            groups: number;
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            failed: number;
            /** Format: int64 */
            pending: number;
        };
        SessionStyleSendManyRequest: {
            sessionId?: null | string;
            recipients?: null | (string | components["schemas"]["BulkRecipientJsonShape"])[];
            text?: null | string;
            /**
             * Format: int32
             * @description Gap between two messages of one sender.
             */
            delayMs?: null | number;
        };
        SessionStyleSendRequest: {
            /** @description Left out: the sender that the person talks with, or any. */
            sessionId?: null | string;
            to?: null | string;
            text?: null | string;
        };
        SessionStyleSentMessage: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            id: string;
            status: components["schemas"]["MessageState"];
            to: string;
        };
        SessionStyleSessionAnswer: {
            success: boolean;
            /** @description The sender's name. */
            sessionId: string;
            /**
             * Format: uuid
             * @description One of the tenant's own WhatsApp numbers.
             */
            id: string;
            status: components["schemas"]["SenderStatus"];
            /** @description The session's own word: booting, wait_qr, connected, … */
            state: string;
            connected: boolean;
            phoneNumber: string;
        };
        SessionStyleSessionsAnswer: {
            success: boolean;
            sessions: components["schemas"]["SessionStyleSessionAnswer"][];
        };
        SessionStyleStartRequest: {
            /** @description A sender's id or name. */
            sessionId: string;
            /** @description Of a sender that is not there yet: makes it, with the session's id as its name. */
            phoneNumber?: null | string;
            /** @description Of a new sender; the first that this install has when left out. */
            driver?: null | string;
        };
        /** @description A sender's session through one driver. */
        SessionView: {
            driver: string;
            state: components["schemas"]["SessionState"];
            reason?: null | components["schemas"]["Reason"];
            /** @description It connects without a QR. */
            hasLogin: boolean;
            /** Format: date-time */
            connectedAt?: null | string;
            /**
             * Format: date-time
             * @description When it is started again by itself; null when it is not waiting for that.
             */
            nextTryAt?: null | string;
            facts?: null | components["schemas"]["SessionFacts"];
        };
        SetConsentRequest: {
            /** @description `opted_in`, `opted_out` or `unknown`. */
            state: components["schemas"]["ConsentState"];
            /** @description How you know: a form, a call, a signature. Needed for opting in. */
            evidence?: null | string;
        };
        SetConsentResponse: {
            state: components["schemas"]["ConsentState"];
            /** @description False when it was so already; then nothing is added to the ledger. */
            changed: boolean;
        };
        SetUpTwoFactorResponse: {
            /** @description Base32, to type in where no camera is. */
            secret: string;
            /** @description `otpauth://`; the QR holds the same. */
            uri: string;
            /** @description The QR as an SVG picture. */
            qr: string;
        };
        ShowActivityBucket: {
            /**
             * Format: date-time
             * @description Beginning of the hour (UTC) or of the day (in the tenant's time zone).
             */
            at: string;
            figures: components["schemas"]["ShowActivityFigures"];
        };
        /** @description What happened in a span; a message sent in one hour and read in the next counts in both. */
        ShowActivityFigures: {
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /**
             * Format: int64
             * @description Ends that a person has to look at, less those that were tried again.
             */
            failed: number;
            /**
             * Format: int64
             * @description Not sent, because the person must not be written to.
             */
            suppressed: number;
            /**
             * Format: int64
             * @description Messages that people wrote.
             */
            received: number;
            /**
             * Format: int64
             * @description Attempts that did not send and were made again, through the same driver or through the sender's fallback.
             */
            failedAttempts: number;
        };
        ShowActivityOfReason: {
            /** @description A slug, as messages have it. */
            reason: string;
            /** @description The same in words. */
            words: string;
            /** Format: int64 */
            amount: number;
        };
        ShowActivityResponse: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            by: string;
            total: components["schemas"]["ShowActivityFigures"];
            byDriver: {
                [key: string]: components["schemas"]["ShowActivityFigures"];
            };
            /** @description Every hour or day of the span, also those in which nothing happened. */
            buckets: components["schemas"]["ShowActivityBucket"][];
            /** @description Why messages failed or were suppressed; the commonest first, 20 at most. */
            reasons: components["schemas"]["ShowActivityOfReason"][];
        };
        ShowCoursePoint: {
            /**
             * Format: date-time
             * @description The point's beginning (UTC).
             */
            at: string;
            /**
             * Format: int64
             * @description Accepted by the network in this time; a message that is read later counts there as read.
             */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /**
             * Format: int64
             * @description Less those that were tried again.
             */
            failed: number;
        };
        ShowCourseResponse: {
            /**
             * Format: int32
             * @description How much time a point covers: a minute at least, and so much that there are 120 points at most.
             */
            stepSeconds: number;
            /** @description From the first minute in which something happened to the last, also those between in which nothing did; empty while nothing has. */
            points: components["schemas"]["ShowCoursePoint"][];
        };
        ShowMediaResponse: {
            media: components["schemas"]["MediaView"];
            /** @description Empty when nothing needs it any more. */
            uses: components["schemas"]["MediaUse"][];
        };
        ShowMeMembership: {
            /**
             * Format: uuid
             * @description One business of this install. Every row of business data carries one, and the database keeps them apart.
             */
            id: string;
            slug: string;
            name: string;
            role: components["schemas"]["Role"];
        };
        ShowMePerson: {
            /**
             * Format: uuid
             * @description A person who signs in.
             */
            id: string;
            email: string;
            name?: null | string;
            /** @description The password was made by the system or by a colleague: ask for a new one. */
            mustChangePassword: boolean;
            twoFactor: boolean;
            /** @description Who came by Google has none until they set one with POST /api/auth/password. */
            hasPassword: boolean;
        };
        ShowMeResponse: {
            user?: null | components["schemas"]["ShowMePerson"];
            /** @description The tenant that requests of this sign-in are about. */
            tenant: components["schemas"]["ShowMeMembership"];
            role: components["schemas"]["Role"];
            /** @description All that the person belongs to; choose with POST /api/auth/tenant or the header X-Parley-Tenant. */
            tenants: components["schemas"]["ShowMeMembership"][];
            /** @description What an API key may do; null for people. */
            scopes?: null | string[];
            /** @description May see and make the install's tenants. */
            operator: boolean;
        };
        ShowPacingResponse: {
            /** @description Of senders that are added without a pacing of their own. */
            defaultProfile: components["schemas"]["PacingProfile"];
            profiles: components["schemas"]["ShowPacingShown"][];
        };
        ShowPacingShown: {
            profile: components["schemas"]["PacingProfile"];
            /** @description What it means, in numbers. */
            gap: components["schemas"]["PacingSpec"];
            /** @description What it means to tenants that say nothing else. */
            install: components["schemas"]["PacingSpec"];
            /** @description The tenant said so itself. */
            own: boolean;
        };
        ShowQrResponse: {
            /** @description The text that the picture says. */
            qr: string;
            /** Format: date-time */
            expiresAt?: null | string;
            driver: string;
        };
        ShowQueueStatsDeadLetterCount: {
            /**
             * Format: int64
             * @description All attempts are used up.
             */
            failed: number;
            /**
             * Format: int64
             * @description Nobody knows whether they left.
             */
            unknown: number;
            /** @description There are more; counting stops at 10,000. */
            more: boolean;
        };
        ShowQueueStatsOfLane: {
            /**
             * Format: int32
             * @description 0 people, 1 answers, 2 direct, 3 broadcast and bulk, 4 campaigns.
             */
            lane: number;
            name: string;
            /** Format: int64 */
            waiting: number;
            /** Format: int64 */
            held: number;
            /** Format: int64 */
            sending: number;
        };
        ShowQueueStatsOldestWaiting: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            messageId: string;
            /** Format: date-time */
            dueAt: string;
            why?: null | components["schemas"]["WhyNot"];
        };
        /** @description Messages that left, per second. */
        ShowQueueStatsRates: {
            /** Format: double */
            lastMinute: number;
            /** Format: double */
            lastFiveMinutes: number;
        };
        ShowQueueStatsResponse: {
            /** Format: date-time */
            at: string;
            /**
             * Format: int64
             * @description In open queues; what paused and not yet started campaigns hold is Held.
             */
            waiting: number;
            /** Format: int64 */
            held: number;
            /** @description A queue holds more than was counted: counting stops at 10,000 in each. */
            more: boolean;
            /**
             * Format: int64
             * @description In a driver's hands, or waiting for a receipt after an unknown outcome.
             */
            sending: number;
            /** @description Waiting, held and sending messages: pending, queued, retrying, sending. */
            byState: {
                [key: string]: number;
            };
            /** @description Only those in which something waits or is being sent; the first goes first. */
            lanes: components["schemas"]["ShowQueueStatsOfLane"][];
            perSecond: components["schemas"]["ShowQueueStatsRates"];
            oldest?: null | components["schemas"]["ShowQueueStatsOldestWaiting"];
            deadLetters: components["schemas"]["ShowQueueStatsDeadLetterCount"];
        };
        ShowSenderHistoryItem: {
            /** @description A session state, or created, paused, resumed, resting, deleted. */
            event: string;
            driver?: null | string;
            reason?: null | components["schemas"]["Reason"];
            /** Format: date-time */
            at: string;
        };
        ShowSenderStatsBucket: {
            /**
             * Format: date-time
             * @description Beginning of the hour (UTC) or of the day (in the tenant's time zone).
             */
            at: string;
            driver: string;
            figures: components["schemas"]["ShowSenderStatsFigures"];
        };
        ShowSenderStatsFigures: {
            /** Format: int64 */
            sent: number;
            /** Format: int64 */
            delivered: number;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            failed: number;
            /**
             * Format: int64
             * @description Time in which it was connected.
             */
            uptimeSeconds: number;
            /**
             * Format: int64
             * @description Attempts that did not send and were made again, through the same driver or through the fallback.
             */
            failedAttempts: number;
        };
        ShowSenderStatsResponse: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            total: components["schemas"]["ShowSenderStatsFigures"];
            /**
             * Format: double
             * @description Of the whole span, through any driver, with one decimal.
             */
            uptimePercent: number;
            byDriver: {
                [key: string]: components["schemas"]["ShowSenderStatsFigures"];
            };
            byDay: components["schemas"]["ShowSenderStatsBucket"][];
            /** @description Hours and drivers in which nothing happened are left out, as they are by day. */
            byHour: components["schemas"]["ShowSenderStatsBucket"][];
        };
        ShowSignInWaysResponse: {
            password: boolean;
            passkey: boolean;
            /** @description GET /login leads to Google. */
            google: boolean;
        };
        ShowTenantResponse: {
            /**
             * Format: uuid
             * @description One business of this install. Every row of business data carries one, and the database keeps them apart.
             */
            id: string;
            slug: string;
            name: string;
            /** @description IANA name. */
            timeZone: string;
            /** @description Two letters: numbers without a country code are read as of this country. */
            defaultRegion?: null | string;
            /** @description Campaigns write only to contacts who opted in. */
            requireOptIn: boolean;
            /**
             * Format: int32
             * @description At most so many campaign messages per contact in CapDays days; null: no cap.
             */
            capMessages?: null | number;
            /** Format: int32 */
            capDays?: null | number;
            /**
             * Format: time
             * @description No campaign message from then until QuietTo, the recipient's local time; null: no quiet time.
             */
            quietFrom?: null | string;
            /** Format: time */
            quietTo?: null | string;
            optOutWords: string[];
            optInWords: string[];
            optOutReply?: null | string;
            optInReply?: null | string;
            /** Format: date-time */
            createdAt: string;
        };
        ShowTwoFactorResponse: {
            enabled: boolean;
            /**
             * Format: int32
             * @description Ten are given when it is enabled; each is good once.
             */
            recoveryCodesLeft: number;
        };
        SignInWithPasskeyRequest: {
            /** @description What `navigator.credentials.get` gave, as `toJSON()` writes it. */
            credential: {
                [key: string]: unknown;
            };
        };
        StartCampaignRequest: {
            /**
             * @description Starts although some recipients lack variables of the text; those fail, each with its reason.
             * @default false
             */
            skipIncomplete: boolean;
        };
        StartImportRequest: {
            /** @description For each column `phone`, `name`, `language`, `timeZone`, `tags`, `variables.NAME` or null (left out); as suggested when this is left out. */
            mapping?: null | (null | string)[];
            /** @description Where numbers without a country code are from: `BR`; the tenant's own when left out. */
            defaultRegion?: null | string;
            /** @description Given to every contact of the file. */
            tags?: null | string[];
            consent?: null | components["schemas"]["ImportPlanConsentWord"];
            /** @description Blocklist files: the reason of rows that have none. */
            reason?: null | string;
        };
        SyncCloudTemplatesResponse: {
            /**
             * Format: int32
             * @description How many there are.
             */
            templates: number;
            /** Format: date-time */
            syncedAt: string;
        };
        /** @description Whom: Ids, or everything else that is given; all that is given must hold. Nothing at all is refused: everybody is `"filter": {}`. */
        TagContactsRequest: {
            /** @description Given to those who have less than 50. */
            addTags?: null | string[];
            removeTags?: null | string[];
            /** @description Up to 1,000 contacts; changed at once. */
            ids?: null | unknown[];
            q?: null | string;
            tags?: null | string[];
            consent?: null | string;
            /** Format: uuid */
            segment?: null | string;
            filter?: {
                [key: string]: unknown;
            };
            blocked?: null | boolean;
        };
        TagContactsResponse: {
            /**
             * Format: int64
             * @description How many, when ids were given.
             */
            changed?: null | number;
            /**
             * Format: uuid
             * @description The job that works through the rest; `/api/jobs/{id}` tells how far it is.
             */
            jobId?: null | string;
        };
        TemplateButton: {
            /**
             * Format: int32
             * @description Which of the template's buttons, from 0.
             */
            index: number;
            /** @description The end of its address, the code to copy, or what comes back when it is pressed. */
            value: string;
        };
        /** @description A template: a bare text is one with nothing else. */
        TemplateDraft: string | components["schemas"]["ContentDraft"];
        /** @description Which approved template, and what is filled into it. Values may hold `{{placeholders}}` of ours until they are rendered. */
        TemplateMessage: {
            name: string;
            /** @description As the template has it, such as `pt_BR`. */
            language: string;
            /** @description Values of a header that is a text. */
            header?: null | string[];
            /** @description Values of the body, in their order. */
            body?: null | string[];
            /** @description Values of a template whose variables have names; of header and body alike. */
            named?: null | {
                [key: string]: string;
            };
            buttons?: null | components["schemas"]["TemplateButton"][];
        };
        /** @description A template as the API shows it. */
        TemplateView: {
            /**
             * Format: uuid
             * @description A message that the tenant wrote to use it again.
             */
            id: string;
            name: string;
            content: components["schemas"]["MessageContent"];
            /** @description The variables that its texts use, as they are written between the braces, without their defaults. */
            placeholders: string[];
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TestCampaignRequest: {
            /** @description Left out: to yourself, into the sender's own chat with itself. */
            to?: null | string;
            /** @description Name of the variant; left out, the first. */
            variant?: null | string;
            /** @description Fill in the placeholders; left out, those of a recipient of the campaign do. */
            variables?: {
                [key: string]: unknown;
            };
            /** @description Id or name of the sender; left out, a connected one of the campaign's. */
            senderId?: null | string;
        };
        TestCampaignResponse: {
            /**
             * Format: uuid
             * @description One row of the ledger.
             */
            id: string;
            status: components["schemas"]["MessageState"];
            /** @description E.164. */
            to: string;
            /** @description What was handed over, filled in. */
            content: components["schemas"]["MessageContent"];
        };
        UpdateSenderRequest: {
            name?: null | string;
            /** @description The session of the former driver is stopped and keeps its login. */
            driver?: null | string;
            fallbackDriver?: null | string;
            /** Format: int32 */
            quotaPerMinute?: null | number;
            /** Format: int32 */
            quotaPerHour?: null | number;
            /** Format: int32 */
            quotaPerDay?: null | number;
            pacing?: null | components["schemas"]["PacingSpec"];
            typing?: null | boolean;
            warmUp?: null | components["schemas"]["WarmUpInput"];
        };
        VariantDraft: {
            template: components["schemas"]["TemplateDraft"];
            /** @description Left out: A, B, C, …. */
            name?: null | string;
            /**
             * Format: int32
             * @description 1 to 1000; its share is its weight among all weights.
             * @default 1
             */
            weight: number;
        };
        /** @description A new number begins with a small day quota that grows each day until it is full. */
        WarmUp: {
            /**
             * Format: int32
             * @description Messages on the first day, at least 1.
             */
            start: number;
            /**
             * Format: double
             * @description What each day multiplies it by; more than 1, at most 10.
             */
            factor: number;
            /**
             * Format: date
             * @description The first day (UTC).
             */
            since: string;
        };
        /** @description A plan for a new number: the day quota begins small and grows. */
        WarmUpInput: {
            /**
             * Format: int32
             * @description Messages on the first day.
             */
            start?: number;
            /**
             * Format: double
             * @description What each day multiplies it by.
             */
            factor?: number;
            /**
             * Format: date
             * @description The first day (UTC); today when left out.
             */
            since?: null | string;
        };
        /** @description Why a message is not being sent at this moment. */
        WhyNot: {
            /** @description For programs, and for words in another language. Of the message: sending, awaiting-receipt, to-be-suppressed, retrying, due-later, waiting-its-turn. Of its queue: campaign-draft, campaign-scheduled, campaign-paused, campaign-not-running, campaign-over, queue-held, queue-closed. Of its hours: outside-sending-hours, quiet-hours. Of its senders: no-sender, none-can-send, none-can-send-now, or what keeps the only one, as in a Hindrance. */
            slug: string;
            /** @description What the sentence names; which of them are there depends on the slug. */
            values: components["schemas"]["WhyValues"];
            /** @description For a person. */
            sentence: string;
            /**
             * Format: date-time
             * @description When it can go as far as anybody knows; null when somebody has to do something first.
             */
            until?: null | string;
            /** @description What keeps each of the senders, when there are several. */
            details?: null | components["schemas"]["Hindrance"][];
        };
        /** @description What a sentence about something that does not go is made of: by its slug and these it can be said in any language. */
        WhyValues: {
            /** @description The name of the sender. */
            sender?: null | string;
            driver?: null | string;
            reason?: null | components["schemas"]["Reason"];
            /**
             * Format: date-time
             * @description The time that the sentence names.
             */
            at?: null | string;
            /**
             * Format: int32
             * @description Attempts begun.
             */
            attempt?: null | number;
            /**
             * Format: int32
             * @description So many messages it may send in the time that `per` names.
             */
            quota?: null | number;
            /** @description minute, hour, day, or warm_up_day: a day of a new number, with a smaller quota. */
            per?: null | string;
            /**
             * Format: int32
             * @description 0 to 100.
             */
            health?: null | number;
            /**
             * Format: int32
             * @description The health below which others go first.
             */
            least?: null | number;
            /**
             * Format: int32
             * @description Sends that failed in a row.
             */
            failures?: null | number;
            /**
             * Format: int32
             * @description How many senders may send it.
             */
            senders?: null | number;
        };
        /**
         * @description Share of those it was sent to who read it, or who wrote back.
         * @enum {string}
         */
        WinnerBy: "read" | "reply";
        /** @description When and by what the best variant takes what is left of a campaign. */
        WinnerRule: {
            /** @description What counts. */
            by: components["schemas"]["WinnerBy"];
            /**
             * Format: int32
             * @description It is decided when each variant was sent to this many people: 10 to 1,000,000. Too few decide by chance.
             */
            afterSent: number;
        };
        /** @description How a world behaves. */
        WorldView: {
            /**
             * Format: int64
             * @description The same seed gives every message the same fate again.
             */
            seed: number;
            /**
             * Format: int32
             * @description From taking a message to saying so.
             */
            latencyMs: number;
            /**
             * Format: int32
             * @description From taken to delivered.
             */
            deliverAfterMs: number;
            /**
             * Format: int32
             * @description From delivered to read.
             */
            readAfterMs: number;
            /**
             * Format: double
             * @description Share of messages that are read at all.
             */
            readRate: number;
            /**
             * Format: double
             * @description Share of tries that surely do not leave.
             */
            transientFailureRate: number;
            /**
             * Format: double
             * @description Share of tries without an answer; half of them reach the person.
             */
            unknownRate: number;
            /**
             * Format: double
             * @description Share of numbers without an account.
             */
            unregisteredRate: number;
            /**
             * Format: double
             * @description Share of receipts that never come.
             */
            lostReceiptRate: number;
            /**
             * Format: double
             * @description Share of events that come twice.
             */
            duplicateEventRate: number;
            /**
             * Format: double
             * @description Share of messages whose read receipt comes before the delivered one, and of people's messages that the next one overtakes.
             */
            reorderRate: number;
        };
    };
    responses: {
        /** @description Too many requests. (`too-many-requests`) */
        "too-many-requests": {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "too-many-requests";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Something broke on our side. (`internal`) */
        internal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "internal";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Not ready yet; try again shortly. (`unavailable`) */
        unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "unavailable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be read. (`bad-request`) Or: Some fields are missing or wrong. (`validation`) */
        "bad-request-or-validation": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "bad-request" | "validation";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Sign in first. (`not-signed-in`) */
        "not-signed-in": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "not-signed-in";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Your role does not allow this. (`forbidden`) Or: Choose a password of your own first. (`password-change-required`) */
        "forbidden-or-password-change-required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "forbidden" | "password-change-required";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The request is too large. (`too-large`) */
        "too-large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "too-large";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The file is not of a kind that can be used here. (`unsupported-file`) */
        "unsupported-file": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "unsupported-file";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That is already taken. (`conflict`) */
        conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "conflict";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The request is well formed but makes no sense. (`unprocessable`) */
        unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Nobody here has this verify token. (`wrong-verify-token`) */
        "wrong-verify-token": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "wrong-verify-token";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The call is not signed as it must be. (`wrong-signature`) */
        "wrong-signature": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "wrong-signature";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Your role does not allow this. (`forbidden`) */
        forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "forbidden";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description This account has a second factor. (`code-required`) Or: The code is wrong. (`wrong-code`) Or: E-mail or password is wrong. (`wrong-credentials`) */
        "code-required-or-wrong-code-or-wrong-credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "code-required" | "wrong-code" | "wrong-credentials";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Too many wrong passwords. (`locked-out`) Or: Too many requests. (`too-many-requests`) */
        "locked-out-or-too-many-requests": {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "locked-out" | "too-many-requests";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That cannot be done in the present state. (`illegal-state`) */
        "illegal-state": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "illegal-state";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing here. (`not-found`) */
        "not-found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "not-found";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description This account has a second factor. (`code-required`) Or: Sign in first. (`not-signed-in`) Or: The code is wrong. (`wrong-code`) Or: E-mail or password is wrong. (`wrong-credentials`) */
        "code-required-or-not-signed-in-or-wrong-code-or-wrong-credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "code-required" | "not-signed-in" | "wrong-code" | "wrong-credentials";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description Your role does not allow this. (`forbidden`) Or: Choose a password of your own first. (`password-change-required`) Or: Sign in once more first. (`sign-in-again`) */
        "forbidden-or-password-change-required-or-sign-in-again": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "forbidden" | "password-change-required" | "sign-in-again";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That is already taken. (`conflict`) Or: That cannot be done in the present state. (`illegal-state`) */
        "conflict-or-illegal-state": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "conflict" | "illegal-state";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description E-mail or password is wrong. (`wrong-credentials`) */
        "wrong-credentials": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "wrong-credentials";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The idempotency key was used with another request. (`idempotency-mismatch`) */
        "idempotency-mismatch": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "idempotency-mismatch";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That is not a phone number that can exist. (`invalid-number`) Or: The driver cannot do that. (`not-supported`) Or: This person must not be written to. (`recipient-suppressed`) Or: There is no approved template of this name in this language. (`template-missing`) Or: WhatsApp paused or disabled the template because people did not like it. (`template-paused`) Or: The values do not fit the template's variables. (`template-variables`) Or: The text uses variables that have no value. (`unknown-variables`) Or: The request is well formed but makes no sense. (`unprocessable`) */
        "invalid-number-or-not-supported-or-recipient-suppressed-or-template-missing-or-template-paused-or-template-variables-or-unknown-variables-or-unprocessable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "invalid-number" | "not-supported" | "recipient-suppressed" | "template-missing" | "template-paused" | "template-variables" | "unknown-variables" | "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The driver cannot do that. (`not-supported`) Or: This person must not be written to. (`recipient-suppressed`) Or: There is no approved template of this name in this language. (`template-missing`) Or: WhatsApp paused or disabled the template because people did not like it. (`template-paused`) Or: The values do not fit the template's variables. (`template-variables`) Or: The text uses variables that have no value. (`unknown-variables`) Or: The request is well formed but makes no sense. (`unprocessable`) */
        "not-supported-or-recipient-suppressed-or-template-missing-or-template-paused-or-template-variables-or-unknown-variables-or-unprocessable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "not-supported" | "recipient-suppressed" | "template-missing" | "template-paused" | "template-variables" | "unknown-variables" | "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The driver cannot do that. (`not-supported`) Or: The request is well formed but makes no sense. (`unprocessable`) */
        "not-supported-or-unprocessable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "not-supported" | "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The driver cannot do that. (`not-supported`) Or: The text uses variables that have no value. (`unknown-variables`) Or: The request is well formed but makes no sense. (`unprocessable`) */
        "not-supported-or-unknown-variables-or-unprocessable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "not-supported" | "unknown-variables" | "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The text uses variables that have no value. (`unknown-variables`) Or: The request is well formed but makes no sense. (`unprocessable`) */
        "unknown-variables-or-unprocessable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "unknown-variables" | "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That is not a phone number that can exist. (`invalid-number`) Or: The request is well formed but makes no sense. (`unprocessable`) */
        "invalid-number-or-unprocessable": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "invalid-number" | "unprocessable";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The idempotency key was used with another request. (`idempotency-mismatch`) Or: That cannot be done in the present state. (`illegal-state`) */
        "idempotency-mismatch-or-illegal-state": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "idempotency-mismatch" | "illegal-state";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That is not a phone number that can exist. (`invalid-number`) Or: The driver cannot do that. (`not-supported`) */
        "invalid-number-or-not-supported": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "invalid-number" | "not-supported";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description That is not a phone number that can exist. (`invalid-number`) */
        "invalid-number": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "invalid-number";
                } & components["schemas"]["Problem"];
            };
        };
        /** @description The driver cannot do that. (`not-supported`) */
        "not-supported": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": {
                    /** @enum {string} */
                    type?: "not-supported";
                } & components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthEndpointsStatus"];
                };
            };
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthEndpointsStatus"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description Part of the e-mail or key name. */
                actor?: string;
                /** @description An action as the entries write it, or part of one or of its words; with several, any of them. */
                action?: string[];
                /** @description The id of what it was done to. */
                target?: string;
                userId?: string;
                from?: string;
                to?: string;
                /** @description true: only what was refused or went wrong; false: only what was done. */
                failed?: boolean;
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListAuditItem"];
                };
            };
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowTenantResponse"];
                };
            };
        };
    };
    patchTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTenantRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowTenantResponse"];
                };
            };
        };
    };
    getTenants: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListTenantsItem"];
                };
            };
        };
    };
    postTenants: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTenantRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateTenantResponse"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description Names with commas between them; all when left out. INIT comes always. */
                types?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    postBlocklistImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A form with one file, or the bare file with its Content-Type, its name and the fields in the query. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** @description For a bare file, which has no name of its own. */
                    fileName?: null | string;
                    /** @description `true`: import it at once, as the other fields say. */
                    start?: null | string;
                    mapping?: null | string;
                    defaultRegion?: null | string;
                    tags?: null | string;
                    consent?: null | string;
                    reason?: null | string;
                };
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    getDrivers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDriversItem"][];
                };
            };
        };
    };
    getPacing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowPacingResponse"];
                };
            };
        };
    };
    patchPacing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePacingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowPacingResponse"];
                };
            };
        };
    };
    getHooksCloud: {
        parameters: {
            query?: {
                "hub.mode"?: string;
                "hub.verify_token"?: string;
                "hub.challenge"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    postHooksCloud: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HookReceived"];
                };
            };
        };
    };
    getSimulatorNetworks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListNetworksResponse"];
                };
            };
        };
    };
    getAnalyticsActivity: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                /** @description `hour` or `day`; left out, by hour for up to two days and by day for more. */
                by?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowActivityResponse"];
                };
            };
        };
    };
    postAuthLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postAuthLoginCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveCodeRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postAuthToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueTokenResponse"];
                };
            };
        };
    };
    postAuthRefresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshTokenRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueTokenResponse"];
                };
            };
        };
    };
    postAuthLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getAuthMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowMeResponse"];
                };
            };
        };
    };
    patchAuthMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowMeResponse"];
                };
            };
        };
    };
    postAuthTenant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseTenantRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postAuthPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getAuthWays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowSignInWaysResponse"];
                };
            };
        };
    };
    getAuth2fa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowTwoFactorResponse"];
                };
            };
        };
    };
    postAuth2faSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetUpTwoFactorResponse"];
                };
            };
        };
    };
    postAuth2faEnable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnableTwoFactorRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnableTwoFactorResponse"];
                };
            };
        };
    };
    postAuth2faDisable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisableTwoFactorRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postAuth2faRecoveryCodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewRecoveryCodesRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnableTwoFactorResponse"];
                };
            };
        };
    };
    getAuthPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPasskeysItem"][];
                };
            };
        };
    };
    postAuthPasskeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddPasskeyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPasskeysItem"];
                };
            };
        };
    };
    postAuthPasskeysOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginPasskeyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
        };
    };
    postAuthPasskeysConfirmOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
        };
    };
    postAuthPasskeysByIdRemove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovePasskeyRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postAuthPasskeyLoginOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
                };
            };
        };
    };
    postAuthPasskeyLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInWithPasskeyRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListUsersItem"];
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteUserRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteUserResponse"];
                };
            };
        };
    };
    deleteUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRoleRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postUsersByIdResetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetPasswordResponse"];
                };
            };
        };
    };
    getApiKeys: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListApiKeysItem"];
                };
            };
        };
    };
    postApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateApiKeyResponse"];
                };
            };
        };
    };
    deleteApiKeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMedia: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfMediaView"];
                };
            };
        };
    };
    postMedia: {
        parameters: {
            query?: {
                fileName?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A form with one file, or the bare file with its Content-Type, its name and the fields in the query. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaView"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MediaView"];
                };
            };
        };
    };
    getMediaById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowMediaResponse"];
                };
            };
        };
    };
    deleteMediaById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMediaByIdContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
        };
    };
    getMessages: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description One of the states of a message. */
                state?: string;
                /** @description Who caused it. */
                origin?: string;
                direction?: string;
                sender?: string;
                contact?: string;
                /** @description Id of a campaign, a broadcast or a bulk send. */
                campaign?: string;
                /** @description Only what was written down from then on. */
                since?: string;
                /** @description Only what was written down before. */
                until?: string;
                /** @description true: only what was accepted some time ago and got no receipt since. false: all the others. */
                noReceipt?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfMessageView"];
                };
            };
        };
    };
    postMessages: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendMessageRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendMessageResponse"];
                };
            };
        };
    };
    getMessagesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageView"];
                };
            };
        };
    };
    postMessagesByIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageView"];
                };
            };
        };
    };
    postMessagesByIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageView"];
                };
            };
        };
    };
    postMessagesByIdMarkSent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageView"];
                };
            };
        };
    };
    getQueueStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowQueueStatsResponse"];
                };
            };
        };
    };
    getQueueDeadLetters: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Id of a campaign, a broadcast or a bulk send. */
                campaign?: string;
                /** @description Id of the sender through which it was tried last. */
                sender?: string;
                /** @description A slug, such as `network-failure`. */
                reason?: string;
                /** @description `failed` or `unknown`. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfMessageView"];
                };
            };
        };
    };
    postQueueDeadLettersByIdRetry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryDeadLettersResponse"];
                };
            };
        };
    };
    postQueueDeadLettersRetryAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["DeadLetterFilter"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryDeadLettersManyResponse"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryDeadLettersManyResponse"];
                };
            };
        };
    };
    deleteQueueDeadLettersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postQueueDeadLettersDropAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["DeadLetterFilter"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryDeadLettersManyResponse"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryDeadLettersManyResponse"];
                };
            };
        };
    };
    getCampaigns: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description One of the states of a campaign. */
                state?: string;
                /** @description Part of the name. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfCampaignView"];
                };
            };
        };
    };
    postCampaigns: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignDraft"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsCheck: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignDraft"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignCheck"];
                };
            };
        };
    };
    getCampaignsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    deleteCampaignsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchCampaignsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCampaignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsByIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["StartCampaignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsByIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsByIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsByIdStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsByIdRetryFailed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetryFailedResponse"];
                };
            };
        };
    };
    postCampaignsByIdCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignCheck"];
                };
            };
        };
    };
    postCampaignsByIdDuplicate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["DuplicateCampaignRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignView"];
                };
            };
        };
    };
    postCampaignsByIdTest: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["TestCampaignRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCampaignResponse"];
                };
            };
        };
    };
    getCampaignsByIdStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignFigures"];
                };
            };
        };
    };
    getCampaignsByIdCourse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowCourseResponse"];
                };
            };
        };
    };
    getCampaignsByIdRecipients: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description One of the states of a message. */
                state?: string;
                /** @description Slug of a reason, such as recipient-not-on-whatsapp. */
                reason?: string;
                /** @description Name of a variant. */
                variant?: string;
                sender?: string;
                /** @description The beginnings of words of a name, or of a number. */
                search?: string;
                /** @description true: only those whose message was accepted some time ago and got no receipt since. false: all the others. */
                noReceipt?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfRecipientView"];
                };
            };
        };
    };
    getCampaignsByIdRecipientsCsv: {
        parameters: {
            query?: {
                /** @description One of the states of a message. */
                state?: string;
                /** @description Slug of a reason, such as recipient-not-on-whatsapp. */
                reason?: string;
                /** @description Name of a variant. */
                variant?: string;
                sender?: string;
                /** @description The beginnings of words of a name, or of a number. */
                search?: string;
                /** @description true: only those whose message was accepted some time ago and got no receipt since. false: all the others. */
                noReceipt?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
        };
    };
    getTemplates: {
        parameters: {
            query?: {
                /** @description Part of the name or of the text, whatever its case. */
                q?: string;
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfTemplateView"];
                };
            };
        };
    };
    postTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTemplateRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateView"];
                };
            };
        };
    };
    getTemplatesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateView"];
                };
            };
        };
    };
    putTemplatesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTemplateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateView"];
                };
            };
        };
    };
    deleteTemplatesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getBulk: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBulkView"];
                };
            };
        };
    };
    postBulk: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendBulkRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
        };
    };
    getBulkById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
        };
    };
    getBulkByIdResults: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBulkResult"];
                };
            };
        };
    };
    postBulkByIdStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkView"];
                };
            };
        };
    };
    getBroadcasts: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBroadcastView"];
                };
            };
        };
    };
    postBroadcasts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBroadcastRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastView"];
                };
            };
        };
    };
    getBroadcastsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastView"];
                };
            };
        };
    };
    deleteBroadcastsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getBroadcastsByIdGroups: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListMembersGroup"];
                };
            };
        };
    };
    getBroadcastsByIdMembers: {
        parameters: {
            query?: {
                /** @description Only the members of this group. */
                group?: number;
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListMembersMember"];
                };
            };
        };
    };
    postBroadcastsByIdSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendBroadcastRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastSendView"];
                };
            };
        };
    };
    getBroadcastsByIdSends: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfBroadcastSendView"];
                };
            };
        };
    };
    getBroadcastsByIdSendsBySendId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                sendId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastSendView"];
                };
            };
        };
    };
    getBroadcastsByIdSendsBySendIdGroups: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
                sendId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListSendsGroupProgress"];
                };
            };
        };
    };
    postBroadcastsByIdSendsBySendIdStop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                sendId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroadcastSendView"];
                };
            };
        };
    };
    postSessionStart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleStartRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleSessionAnswer"];
                };
            };
        };
    };
    getSessionByIdQr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleQrAnswer"];
                };
            };
        };
    };
    getSessionByIdStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleSessionAnswer"];
                };
            };
        };
    };
    getSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleSessionsAnswer"];
                };
            };
        };
    };
    deleteSessionById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleSessionAnswer"];
                };
            };
        };
    };
    postMessageSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleSendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleSendAnswer"];
                };
            };
        };
    };
    postMessageSendBulk: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleSendManyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleManyAnswer"];
                };
            };
        };
    };
    postMessageSendAll: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleSendManyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleManyAnswer"];
                };
            };
        };
    };
    postWhatsappBulkSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleBulkSendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleManyAnswer"];
                };
            };
        };
    };
    postWhatsappBroadcastCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleBroadcastRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleBroadcastAnswer"];
                };
            };
        };
    };
    getWhatsappBroadcast: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleBroadcastsAnswer"];
                };
            };
        };
    };
    getWhatsappBroadcastById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleBroadcastAnswer"];
                };
            };
        };
    };
    deleteWhatsappBroadcastById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
        };
    };
    postWhatsappBroadcastByIdSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionStyleBroadcastSendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionStyleBroadcastAnswer"];
                };
            };
        };
    };
    postUpload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A form with one file, or the bare file with its Content-Type, its name and the fields in the query. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** @description For a bare file, which has no name of its own. */
                    fileName?: null | string;
                    /** @description `true`: import it at once, as the other fields say. */
                    start?: null | string;
                    mapping?: null | string;
                    defaultRegion?: null | string;
                    tags?: null | string;
                    consent?: null | string;
                    reason?: null | string;
                };
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleUploadAnswer"];
                };
            };
        };
    };
    postUploadAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A form with one file, or the bare file with its Content-Type, its name and the fields in the query. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                };
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleAttachmentAnswer"];
                };
            };
        };
    };
    postSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobStyleSendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleSendAnswer"];
                };
            };
        };
    };
    getStatusByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleJobAnswer"];
                };
            };
        };
    };
    postPauseByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleSendAnswer"];
                };
            };
        };
    };
    postResumeByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleSendAnswer"];
                };
            };
        };
    };
    postStopByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleSendAnswer"];
                };
            };
        };
    };
    getCompatJobs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStyleJobsAnswer"];
                };
            };
        };
    };
    postMessagesSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageStyleSendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleSendAnswer"];
                };
            };
        };
    };
    postMessagesQueue: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageStyleSendRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleSendAnswer"];
                };
            };
        };
    };
    postMessagesCampaignSend: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageStyleCampaignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleCampaignAnswer"];
                };
            };
        };
    };
    postMessagesCampaignSchedule: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageStyleCampaignRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleCampaignAnswer"];
                };
            };
        };
    };
    deleteMessagesScheduleByCampaignId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                campaignId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleCampaignAnswer"];
                };
            };
        };
    };
    getMessagesScheduled: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleScheduledAnswer"];
                };
            };
        };
    };
    getMessagesQueueStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleStatsAnswer"];
                };
            };
        };
    };
    getMessagesQueueJobByJobId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageStyleJobAnswer"];
                };
            };
        };
    };
    getJobs: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only this kind. */
                kind?: string;
                /** @description Only this state. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfJobView"];
                };
            };
        };
    };
    getJobsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
        };
    };
    postJobsByIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancelJobResponse"];
                };
            };
        };
    };
    getContactsImports: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfImportView"];
                };
            };
        };
    };
    postContactsImports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A form with one file, or the bare file with its Content-Type, its name and the fields in the query. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** @description For a bare file, which has no name of its own. */
                    fileName?: null | string;
                    /** @description `true`: import it at once, as the other fields say. */
                    start?: null | string;
                    mapping?: null | string;
                    defaultRegion?: null | string;
                    tags?: null | string;
                    consent?: null | string;
                    reason?: null | string;
                };
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    getContactsImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    deleteContactsImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postContactsImportsByIdPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewImportRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    postContactsImportsByIdStart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartImportRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportView"];
                };
            };
        };
    };
    getContactsImportsByIdRejectsCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    getContacts: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Beginnings of words of a name, or of a number. */
                q?: string;
                /** @description Any of these tags. */
                tag?: string[];
                /** @description `unknown`, `opted_in` or `opted_out`. */
                consent?: string;
                /** @description A segment's id. */
                segment?: string;
                /** @description On the blocklist, or not. */
                blocked?: boolean;
                /** @description `created`, `name` or `phone`, with a minus in front for the other way round; `-created` when left out. By phone, only contacts that have one. */
                sort?: string;
                /** @description Whether to count them all; slower with a million. */
                total?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfContactView"];
                };
            };
        };
    };
    postContacts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateContactRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
        };
    };
    getContactsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
        };
    };
    deleteContactsById: {
        parameters: {
            query?: {
                /** @description Erase everything about the person, for good. */
                erase?: boolean;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchContactsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeContactRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactView"];
                };
            };
        };
    };
    getContactsByIdExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportContactDocument"];
                };
            };
        };
    };
    getContactsByIdConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListConsentResponse"][];
                };
            };
        };
    };
    postContactsByIdConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetConsentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetConsentResponse"];
                };
            };
        };
    };
    getContactsTags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListTagsResponse"][];
                };
            };
        };
    };
    getContactsVariables: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListVariablesResponse"][];
                };
            };
        };
    };
    postContactsBulk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagContactsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagContactsResponse"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagContactsResponse"];
                };
            };
        };
    };
    getContactsExportCsv: {
        parameters: {
            query?: {
                q?: string;
                tag?: string[];
                consent?: string;
                segment?: string;
                blocked?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    getBlocklist: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Their beginning, with the country code. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListBlockedResponse"];
                };
            };
        };
    };
    postBlocklist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockNumbersRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BlockNumbersResponse"];
                };
            };
        };
    };
    deleteBlocklist: {
        parameters: {
            query: {
                /** @description In the query and not in the path, so that no log of paths holds numbers. */
                phoneNumber: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSegments: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfSaveSegmentResponse"];
                };
            };
        };
    };
    postSegments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveSegmentRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveSegmentResponse"];
                };
            };
        };
    };
    getSegmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveSegmentResponse"];
                };
            };
        };
    };
    putSegmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveSegmentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaveSegmentResponse"];
                };
            };
        };
    };
    deleteSegmentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    postSegmentsPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewSegmentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewSegmentResponse"];
                };
            };
        };
    };
    getSenders: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                status?: string;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfSenderView"];
                };
            };
        };
    };
    postSenders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSenderRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    getSendersActive: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfSenderView"];
                };
            };
        };
    };
    getSendersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    deleteSendersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchSendersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSendersByIdConnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["ConnectSenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSendersByIdDisconnect: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["DisconnectSenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSendersByIdLogout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["LogoutSenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSendersByIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["PauseSenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSendersByIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    postSendersByIdRest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestSenderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    getSendersByIdQr: {
        parameters: {
            query?: {
                driver?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowQrResponse"];
                    "image/png": string;
                    "image/svg+xml": string;
                };
            };
        };
    };
    postSendersByIdPairingCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": null | components["schemas"]["RequestPairingCodeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestPairingCodeResponse"];
                };
            };
        };
    };
    postSendersByIdSessionExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportSessionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    postSendersByIdSessionImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description A form with one file, or the bare file with its Content-Type, its name and the fields in the query. */
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: binary */
                    file: string;
                    /** @description The one that it was exported with. */
                    passphrase?: string;
                    /** @description One of the sender's two drivers; the primary when left out. */
                    driver?: null | string;
                    /** @description Who imports shows who they are: the present password, of whoever has one. */
                    password?: null | string;
                    /** @description Of whoever has no password: the six digits that the app shows, or a recovery code. */
                    code?: null | string;
                    /** @description A passkey in place of both, as JSON: what `navigator.credentials.get` gave for POST /api/auth/passkeys/confirm-options. */
                    credential?: null | string;
                };
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderView"];
                };
            };
        };
    };
    getSendersByIdStats: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShowSenderStatsResponse"];
                };
            };
        };
    };
    getSendersByIdWhy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainSenderResponse"];
                };
            };
        };
    };
    getSendersByIdHistory: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfShowSenderHistoryItem"];
                };
            };
        };
    };
    getCloudAccounts: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfCloudAccountView"];
                };
            };
        };
    };
    postCloudAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCloudAccountRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccountView"];
                };
            };
        };
    };
    getCloudAccountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccountView"];
                };
            };
        };
    };
    deleteCloudAccountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    patchCloudAccountsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeCloudAccountRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccountView"];
                };
            };
        };
    };
    postCloudAccountsByIdCheck: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckCloudAccountResponse"];
                };
            };
        };
    };
    getCloudAccountsByIdNumbers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListCloudNumbersItem"];
                };
            };
        };
    };
    getCloudAccountsByIdTemplates: {
        parameters: {
            query?: {
                /** @description Only those in this status, such as approved. */
                status?: string;
                /** @description Part of the name, whatever its case. */
                q?: string;
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfCloudTemplateView"];
                };
            };
        };
    };
    postCloudAccountsByIdTemplatesSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SyncCloudTemplatesResponse"];
                };
            };
        };
    };
    getCloudSendersBySenderId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                senderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderNumber"];
                };
            };
        };
    };
    putCloudSendersBySenderId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                senderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseSenderNumberRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderNumber"];
                };
            };
        };
    };
    getSimulatorPhones: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only phones whose number has these digits in a row; what is no digit does not count. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfPhoneView"];
                };
            };
        };
    };
    getSimulatorPhonesByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneView"];
                };
            };
        };
    };
    patchSimulatorPhonesByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePhoneRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhoneView"];
                };
            };
        };
    };
    postSimulatorPhonesByNumberScan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScanQrRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSimulatorPhonesByNumberMessages: {
        parameters: {
            query?: {
                /** @description How many items; 50 when left out. */
                limit?: number;
                /** @description The `nextCursor` of the page before. */
                cursor?: string;
                /** @description in: what the phone received, also when it is left out. out: what was written on it. all: both. */
                direction?: string;
            };
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfListPhoneMessagesItem"];
                };
            };
        };
    };
    getSimulatorPhonesByNumberMessagesByIdMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
        };
    };
    postSimulatorPhonesByNumberSend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SendFromPhoneRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendFromPhoneResponse"];
                };
            };
        };
    };
    getSimulatorWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldView"];
                };
            };
        };
    };
    putSimulatorWorld: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWorldRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorldView"];
                };
            };
        };
    };
    postSimulatorWorldReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSimulatorCloud: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PretendBusinessResponse"];
                };
            };
        };
    };
    putSimulatorCloud: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PretendBusinessRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PretendBusinessResponse"];
                };
            };
        };
    };
    postSimulatorSessionsBySenderIdFault: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                senderId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CauseFaultRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getSimulatorStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadStatsResponse"];
                };
            };
        };
    };
}
